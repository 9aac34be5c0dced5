"""The published table and the text say opposite things of a plan for implementation (2.2.5 in print).

Only yes against no is asked about. The table has no word for "partly": a text that says so agrees with both.
"""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.domain.plausibility.finding import Facts, Finding
from projects.domain.plausibility.seen import Seen

_WORDS = {"yes": gettext_lazy("Ja"), "no": gettext_lazy("Nej")}


class Plans:
    code = "plan-skiljer-sig"
    title = gettext_lazy("Tabell och text svarar olika om plan")

    def find(self, seen: Sequence[Seen]) -> Iterable[Finding]:
        for project in seen:
            answers = (project.plan_in_table, project.plan_in_text)
            if set(answers) == set(_WORDS):
                facts = {"table": answers[0], "text": answers[1]}
                yield Finding(project.pk, facts, report=project.last and project.last.pk)

    def sentence(self, facts: Facts) -> str:
        words = {name: _WORDS[facts[name]] for name in ("table", "text")}
        return (
            _("Plan för implementering är %(table)s i tabellen, men %(text)s i texten. Vilket stämmer?")
            % words
        )
