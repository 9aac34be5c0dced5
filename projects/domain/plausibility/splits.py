"""The total differs from women, men and not noted together (contract, ``redovisningar``)."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.domain.plausibility.finding import Facts, Finding
from projects.domain.plausibility.seen import Count, Seen
from projects.domain.plausibility.writing import number, period_key, plain


class Splits:
    """A total is not held against half a split, unless the half is more than all of it."""

    code = "fordelning-skiljer-sig"
    title = gettext_lazy("Totalen skiljer sig från fördelningen")

    def find(self, seen: Sequence[Seen]) -> Iterable[Finding]:
        for project in seen:
            for told in project.reports:
                for count in told.counts:
                    if count.happened and differs(count):
                        facts: Facts = {
                            "name": count.called,
                            "total": plain(count.number),
                            "split": _sum(count),
                            "parts": [],
                        }
                        key = f"{period_key(told)}:{count.code}:{count.label}"[:160]
                        yield Finding(project.pk, facts, key=key, report=told.pk)

    def sentence(self, facts: Facts) -> str:
        words = {"name": facts["name"], "total": number(facts["total"]), "split": number(facts["split"])}
        return (
            _(
                "%(name)s är %(total)s, men kvinnor, män och kön ej noterat är tillsammans %(split)s. "
                "Vilket stämmer?"
            )
            % words
        )


def differs(count: Count) -> bool:
    """Whether the total cannot be the sum of its split."""
    if count.women is None and count.men is None and count.unknown is None:
        return False
    whole_split = count.women is not None and count.men is not None
    return _sum(count) != count.number if whole_split else _sum(count) > count.number


def _sum(count: Count) -> int:
    return (count.women or 0) + (count.men or 0) + (count.unknown or 0)
