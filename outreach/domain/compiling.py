"""The answers to a mapping round as a section: who answered, then question by question. Values in and out."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from outreach.models import MappingRound
from portal.content.figures import Figure, Unit
from portal.content.papers import Facts, Heading, Paper, Paragraph, Part
from portal.content.tables import Column, Row, Table


class Answered(NamedTuple):
    """A district that was asked: on what day it handed in (None: not), and question number -> its words."""

    district: str
    handed_in: date | None
    answers: dict[int, str]


def compile_round(
    round: MappingRound, questions: Sequence[tuple[int, str]], asked: Sequence[Answered], *, foot: str = ""
) -> Paper:
    """Put the handed-in answers together. Drafts are never in it: they are named among those who have not
    answered. ``questions``: (number, "1. words") in order."""
    told = [each for each in asked if each.handed_in]
    silent = [each.district for each in asked if not each.handed_in]
    parts: list[Part] = [Facts(tuple(_facts(round))), _who(asked, questions)]
    if silent:
        words = _("Har inte svarat: %(names)s. Det som saknas är inte noll, det är inte känt.")
        parts.append(Paragraph(words % {"names": ", ".join(silent)}))
    for number, text in questions:
        parts += [Heading(text), *_answers(number, told)]
    if round.limits:
        parts += [Heading(_("Begränsningar")), Paragraph(round.limits)]
    words = _("%(answered)s av %(asked)s stadsdelsförvaltningar har svarat.")
    lede = words % {"answered": len(told), "asked": len(asked)}
    return Paper(str(round), lede, tuple(parts), foot)


def _facts(round: MappingRound) -> list[tuple[str, str]]:
    found = [
        (_("Frågas av"), round.asked_by.as_administration),
        (_("Inledning"), round.intro),
        (_("Skickad"), _day(round.sent_on)),
        (_("Svar senast"), _day(round.due_on)),
        (_("Stängd"), _day(round.closed_on)),
    ]
    return [(label, text) for label, text in found if text]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _who(asked: Sequence[Answered], questions: Sequence[tuple[int, str]]) -> Table:
    """Who has answered, when, and how many of the questions."""
    columns = (
        Column("district", _("Stadsdelsförvaltning"), Unit.TEXT),
        Column("day", _("Inlämnad"), Unit.TEXT),
        Column("answered", _("Besvarade frågor")),
    )
    rows = [
        Row(
            each.district,
            {
                "day": _day(each.handed_in) or _("ej inlämnad"),
                "answered": Figure(len(each.answers) if each.handed_in else None),
            },
        )
        for each in asked
    ]
    subtitle = _("av %(count)s frågor") % {"count": len(questions)}
    return Table(_("Vilka som har svarat"), columns, tuple(rows), subtitle=subtitle)


def _answers(number: int, told: Sequence[Answered]) -> list[Part]:
    """Each district's words under its name; who left the question out is named last."""
    found: list[Part] = []
    without = []
    for each in told:
        if text := each.answers.get(number, ""):
            found += [Heading(each.district, 3), Paragraph(text)]
        else:
            without.append(each.district)
    if without:
        found.append(Paragraph(_("Ej besvarad: %(names)s.") % {"names": ", ".join(without)}))
    return found or [Paragraph(_("Inga svar än."))]
