"""What is left as stated differs from granted less spent (contract: ``Kvar tkr`` is only compared)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.money import write_tkr
from projects.domain.plausibility.finding import Facts, Finding
from projects.domain.plausibility.seen import Seen, Told
from projects.domain.plausibility.writing import period_key, plain

HALF_TKR = Decimal(500)  # amounts are often told in whole tkr


class Left:
    code = "kvar-skiljer-sig"
    title = gettext_lazy("Kvar skiljer sig från beviljat minus förbrukat")

    def find(self, seen: Sequence[Seen]) -> Iterable[Finding]:
        for project in seen:
            for told in project.reports:
                granted = project.granted_until(told.year)
                if granted is not None and (found := _finding(project, told, granted)):
                    yield found

    def sentence(self, facts: Facts) -> str:
        words = {name: _tkr(facts[name]) for name in ("stated", "granted", "spent", "left")}
        return (
            _(
                "Kvar är %(stated)s tkr enligt redovisningen, men beviljat %(granted)s − förbrukat %(spent)s "
                "= %(left)s tkr. Vilket stämmer?"
            )
            % words
        )


def _finding(project: Seen, told: Told, granted: Decimal) -> Finding | None:
    if told.left_stated is None or told.spent is None:
        return None
    left = granted - told.spent
    if abs(left - told.left_stated) <= HALF_TKR:
        return None
    amounts = {"stated": told.left_stated, "granted": granted, "spent": told.spent, "left": left}
    facts = {name: plain(amount) for name, amount in amounts.items()}
    return Finding(project.pk, facts, key=period_key(told), report=told.pk)


def _tkr(kronor: Any) -> str:
    return write_tkr(Decimal(str(kronor)))
