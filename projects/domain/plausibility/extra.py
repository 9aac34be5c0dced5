"""A report that nobody expected: it came in a file, for a period that was never asked for (contract)."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.domain.plausibility.finding import Facts, Finding
from projects.domain.plausibility.seen import Seen
from projects.domain.plausibility.writing import period_facts, period_key, period_title


class Extra:
    code = "extra-redovisning"
    title = gettext_lazy("Redovisning som ingen väntade")

    def find(self, seen: Sequence[Seen]) -> Iterable[Finding]:
        for project in seen:
            for told in project.reports:
                if told.is_extra:
                    facts = {"period": period_facts(told)}
                    yield Finding(project.pk, facts, key=period_key(told), report=told.pk)

    def sentence(self, facts: Facts) -> str:
        words = {"period": period_title(facts["period"])}
        return _("Ingen redovisning väntades för %(period)s. Gäller den rätt period?") % words
