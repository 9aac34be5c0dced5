"""All that a programme says for a document, built group by group as it is asked for."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from portal.content.live import Live
from portal.content.live_lazy import Lazy, by_key
from projects.live import accounts, granted, learning, money, outcomes, reported, sections, targets
from projects.live.facts import ProgrammeFacts
from projects.models import Programme

Build = Callable[[ProgrammeFacts], list[Any]]
FIGURES: dict[str, Build] = {
    "beviljat": granted.figures,
    "medel": money.figures,
    "redovisning": reported.figures,
    "mal": targets.figures,
    "plan": targets.plan_figures,
    "larande": learning.figures,
    "projekt": outcomes.figures,
}
TABLES: dict[str, Build] = {
    "medel": money.tables,
    "medel.namnd-ar": money.whole_tables,
    "beviljat": granted.tables,
    "redovisning": reported.tables,
    "mal": targets.tables,
    "plan": targets.plan_tables,
    "larande": learning.tables,
    "larande.terminer": learning.term_tables,
    "projekt": outcomes.tables,
}
CHARTS: dict[str, Build] = {"beviljat": granted.charts, "mal": targets.charts}
TEXTS: dict[str, Build] = {"avsnitt": sections.texts, "mening": sections.sentences}


def programme_live(programme: Programme, today: date, *, unmasked: bool = False) -> Live:
    """Return what the programme says on ``today``; small counts of people masked unless ``unmasked``."""
    facts = ProgrammeFacts(programme, today, unmasked=unmasked)
    return Live(*(_lazy(facts, builders) for builders in (FIGURES, TABLES, CHARTS, TEXTS)))


def project_live(programme: Programme, number: str, today: date, *, unmasked: bool = False) -> Live:
    """Return what one project of the programme says."""
    facts = ProgrammeFacts(programme, today, unmasked=unmasked, only=number)
    return Live(
        figures=_lazy(facts, {"projekt": outcomes.figures}),
        tables=_lazy(facts, {"projekt": outcomes.tables}),
        texts=_lazy(facts, {"avsnitt": accounts.project_texts}),
    )


def _lazy(facts: ProgrammeFacts, builders: dict[str, Build]) -> Lazy[Any]:
    return Lazy({name: partial(_built, build, facts) for name, build in builders.items()})


def _built(build: Build, facts: ProgrammeFacts) -> dict[str, Any]:
    return by_key(build(facts))
