"""Two projects tell the same outcomes: one report may have been copied (2.1.9 and 2.3.8 in print)."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.domain.plausibility.finding import Facts, Finding
from projects.domain.plausibility.seen import Seen
from projects.domain.plausibility.writing import listed, plain


class Twins:
    """The other project is named by its number alone: its title may not be for every reader's eyes."""

    code = "samma-utfall"
    title = gettext_lazy("Två projekt redovisar samma utfall")

    def find(self, seen: Sequence[Seen]) -> Iterable[Finding]:
        for project in seen:
            for twin in project.twins:
                facts = {
                    "number": project.number,
                    "other": twin.number,
                    "project": twin.pk,
                    "parts": [[name, plain(value)] for name, value in twin.same],
                }
                yield Finding(project.pk, facts, key=twin.number, report=project.last and project.last.pk)

    def sentence(self, facts: Facts) -> str:
        words = {"number": facts["number"], "other": facts["other"], "same": listed(facts["parts"])}
        return _("%(number)s och %(other)s redovisar samma utfall: %(same)s. Är det samma personer?") % words
