"""The table of sums that stand in print, beside what the stored rows give."""

from decimal import Decimal

from django.utils.translation import gettext as _

from portal.content.figures import Unit
from portal.content.notes import Note
from portal.content.tables import Column, Row, Table
from portal.money import write_number, write_tkr
from projects.domain.printed_sums import Beside, What, printed_beside_computed
from projects.models import Programme

MONEY = (What.GRANTED, What.USED)
HOW = {
    What.PLAN_YES: lambda: _("läst i projektens texter, där några säger delvis"),
    What.PLAN_NO: lambda: _("läst i projektens texter, där några säger delvis"),
    What.REPORTED: lambda: _("projekt med status slutredovisad"),
    What.PARTICIPANTS: lambda: _("aktiviteter med antal"),
    What.GRANTED: lambda: _("alla beslut"),
    What.USED: lambda: _("alla nämnder och år"),
    What.PROJECTS: lambda: _("alla projekt"),
}


def printed_table(programme: Programme | None) -> Table | None:
    """Return the table; None for a programme of which nothing stands in print."""
    found = printed_beside_computed(programme) if programme else []
    if not found:
        return None
    return Table(
        _("Summor i tryck bredvid beräknade"),
        (
            Column("what", _("Så står det i tryck"), Unit.TEXT),
            Column("computed", _("Beräknat"), Unit.TEXT),
            Column("agrees", _("Stämmer"), Unit.TEXT),
            Column("how", _("Räknat på"), Unit.TEXT),
        ),
        tuple(_row(each) for each in found),
        notes=(
            Note(_("Varken det tryckta eller det beräknade ändras. Avrundade tal får skilja 2 procent.")),
        ),
    )


def _row(each: Beside) -> Row:
    what = What(each.printed.what)
    label = f"{each.printed.area}: {each.printed.text}" if each.printed.area else each.printed.text
    cells = {
        "computed": _computed(each, what),
        "how": HOW[what](),
        "agrees": _("Ja") if each.agrees else _("Nej"),
    }
    return Row(label, cells, key=str(each.printed.pk))


def _computed(each: Beside, what: What) -> str:
    if each.value is None:
        return _("ej redovisat")
    if what in MONEY:
        return _("%(amount)s tkr") % {"amount": write_tkr(each.value)}
    if each.whole is not None:
        words = {"part": write_number(each.value), "whole": write_number(each.whole)}
        return _("%(part)s av %(whole)s") % words
    return write_number(Decimal(each.value))
