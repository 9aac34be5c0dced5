"""The decision list of a round (beslutslista): what each nämnd has before it, as a table for page and paper.

A committee document takes the same tables (``decision_tables``): nothing is typed twice.
"""

from collections.abc import Iterable
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.content.figures import Figure, Unit
from portal.content.notes import Note
from portal.content.tables import Column, Row, Table
from portal.organisation.models import Organisation
from projects.models import Allocation, Application, ApplicationBudget, DecisionRound

_State = Application.State
DECIDED = "decided"
LISTED = (_State.ASSESSED, _State.CONDITIONAL, _State.GRANTED, _State.REJECTED)


def decision_tables(round: DecisionRound) -> list[tuple[Organisation, Table]]:
    """A table for each nämnd of the round, in the order they were named. Three queries however many rows."""
    rows = list(
        Allocation.objects.filter(application__round=round, application__state__in=LISTED)
        .select_related("application__lead", "application__assessment")
        .order_by("application__title", "application", "year")
    )
    asked = {
        (application, year): amount
        for application, year, amount in ApplicationBudget.objects.filter(
            application__round=round
        ).values_list("application", "year", "amount")
    }
    committees = [row.committee for row in round.committees.select_related("committee").order_by("pk")]
    return [
        (each, _table(round, each, [r for r in rows if r.committee_id == each.pk], asked))
        for each in committees
    ]


def decision_list(round: DecisionRound, committee: Organisation) -> Table:
    """What one nämnd of the round has before it, or has decided: asked, proposed and decided in tkr."""
    return dict(decision_tables(round))[committee]


def _table(
    round: DecisionRound,
    committee: Organisation,
    rows: Iterable[Allocation],
    asked: dict[tuple[int, int], Decimal],
) -> Table:
    rows = list(rows)
    words = {"committee": committee.as_committee, "number": round.number, "programme": round.programme}
    # Before the meeting there is nothing decided to show, and an empty column invites to write in it.
    decided = (Column(DECIDED, _("Beslutat tkr"), Unit.TKR),)
    has_decided = any(row.decided is not None for row in rows)
    table = Table(
        _("%(committee)s: beslutslista") % words,
        (
            Column("application", _("Ansökan"), Unit.TEXT),
            Column("lead", _("Stadsdelsförvaltning"), Unit.TEXT),
            Column("year", _("År"), Unit.TEXT),
            Column("asked", _("Sökt tkr"), Unit.TKR),
            Column("proposed", _("Föreslaget tkr"), Unit.TKR),
            *(decided * has_decided),
        ),
        tuple(_row(row, asked, has_decided=has_decided) for row in rows),
        subtitle=_(
            "%(programme)s, beslutstillfälle %(number)s. Sökt är hela beloppet, föreslaget nämndens del."
        )
        % words,
    )
    return table.with_total()


def _row(row: Allocation, asked: dict[tuple[int, int], Decimal], *, has_decided: bool) -> Row:
    application = row.application
    assessment = getattr(application, "assessment", None)
    reason = assessment.refused_reason if assessment else ""
    return Row(
        application.title,
        {
            "lead": application.lead.short_name,
            "year": str(row.year),
            "asked": Figure(asked.get((application.pk, row.year)), Unit.TKR),
            "proposed": Figure(row.proposed, Unit.TKR),
            **({DECIDED: Figure(row.decided, Unit.TKR)} if has_decided else {}),
        },
        href=reverse("projects:application_detail", args=[application.pk]),
        notes=(Note(reason),) if reason else (),
        key=f"{application.pk}-{row.year}",
    )
