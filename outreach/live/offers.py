"""What of outreach a document can be about: ``uppsokande:staden`` in a period, all districts together."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from outreach import access
from outreach.domain import windows
from outreach.domain.reach import first_month
from outreach.live import coverage, reached
from outreach.live.coverage import CoverageFacts
from outreach.live.reached import ReachFacts
from portal.content.live import Live, LiveText
from portal.content.live_lazy import Lazy, by_key
from portal.organisation.common import COMMON_READER
from portal.organisation.models import User
from portal.workareas import Subject

CITY = "uppsokande:staden"
TWELVE = "12-till-"  # the twelve months that end with the one named
KINDS = ("uppsokande-rapport", "tjansteutlatande")


def subjects(user: User) -> list[Subject]:
    """All of the city's outreach, with the periods to choose between."""
    if not access.may_read_outreach(user):
        return []
    offered = fixed_windows(timezone.localdate())
    return [Subject(CITY, _("Uppsökande arbete"), KINDS, tuple((each.key, each.title) for each in offered))]


def live(subject: str, period: str, *, today: date, unmasked: bool = False) -> Live | None:
    """What there is to say; None when nothing is called so, or the period is not one of those offered."""
    if subject != CITY:
        return None
    window = read_window(period, today)
    if window is None:
        return None
    reach, cover = ReachFacts(window, today, unmasked=unmasked), CoverageFacts(window, today)
    return Live(
        figures=_lazy(
            rackvidd=lambda: reached.figures(reach),
            tackning=lambda: coverage.coverage_figures(cover),
            insatser=lambda: coverage.other_figures(cover),
        ),
        tables=_lazy(
            rackvidd=lambda: reached.tables(reach),
            tackning=lambda: coverage.coverage_tables(cover),
            insatser=lambda: coverage.other_tables(cover),
        ),
        charts=_lazy(rackvidd=lambda: reached.charts(reach)),
        texts=_lazy(avsnitt=lambda: [*reached.texts(reach), *_texts()]),
    )


def fixed_windows(today: date) -> list[windows.Window]:
    """The windows a document may be about: twelve months up to this one, years and tertials. None moves: what
    is decided is held against the same months later."""
    latest, *others = windows.offered(today, first_month(COMMON_READER))  # type: ignore[arg-type]
    return [replace(latest, key=f"{TWELVE}{latest.last_month:%Y-%m}"), *others]


def read_window(key: str, today: date) -> windows.Window | None:
    """The window a document keeps as ``key``; the last twelve months for none. None when there is no such."""
    if not key:
        return windows.latest(today)
    try:
        if key.startswith(TWELVE):
            found = windows.latest(date.fromisoformat(f"{key.removeprefix(TWELVE)}-01"))
            return replace(found, key=key)
        year, _dash, tertial = key.partition("-t")
        return windows.tertial(int(year), int(tertial)) if tertial else windows.year(int(year))
    except ValueError:
        return None


def _texts() -> list[LiveText]:
    said = {
        "tackning": _(
            "Aktiviteter hölls på [[figur:tackning.sprak]]. Av [[figur:tackning.rutor]] för stadsdel och "
            "språk är [[figur:tackning.luckor]]: där har ingen mötts på det språket."
        ),
        "insatser": _("Kartläggningen tar upp [[figur:insatser.antal]]."),
        "material": _("Sammanlagt finns [[figur:insatser.material]] att dela ut och visa."),
    }
    tables = {"tackning": "tackning.sprak", "insatser": "insatser.alla", "material": "insatser.material"}
    labels = {"tackning": _("Täckning"), "insatser": _("Insatser"), "material": _("Material")}
    return [
        LiveText(f"avsnitt.{key}", labels[key], f"{text}\n\n[[tabell:{tables[key]}]]", _("Avsnitt"))
        for key, text in said.items()
    ]


def _lazy(**builders: Callable[[], list[Any]]) -> Lazy[Any]:
    return Lazy({name: partial(_built, build) for name, build in builders.items()})


def _built(build: Callable[[], list[Any]]) -> dict[str, Any]:
    return by_key(build())
