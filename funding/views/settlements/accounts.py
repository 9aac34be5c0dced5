"""A year's account and the whole term's: every period and what each party has borne; page, print and file."""

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from funding.domain.summing import TermAccount, account_of_term, years_of
from funding.views.agreement import AgreementPage
from funding.views.settled import settlement_url
from funding.views.settlements.page import crumbs_of
from portal.content.figures import Figure, Unit
from portal.content.notes import Note
from portal.content.tables import Column, Row, Table
from portal.content.writers import table_response
from portal.ui.exporting import FORMATS
from portal.ui.requests import Asked

NOTHING = Decimal()


class TermAccountPage(AgreementPage):
    """``/overenskommelser/<id>/avrakningar/hela/``, or ``ar/<år>/``: a year with nothing settled is 404.

    ``?format=csv|xlsx`` gives the periods, with ``&tabell=parter`` the parties.
    """

    template_name = "funding/account.html"

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.year: int | None = kwargs.get("year")
        if self.year and self.year not in self.years:
            raise Http404
        self.title = _("Årets avräkning %(year)s") % {"year": self.year} if self.year else _("Hela tiden")

    @cached_property
    def years(self) -> list[int]:
        return years_of(self.agreement)

    @cached_property
    def account(self) -> TermAccount:
        return account_of_term(self.agreement, self.year)

    def breadcrumb(self):
        return crumbs_of(self.agreement)

    def get(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if (form := request.GET.get("format")) in FORMATS:
            name = f"avrakning-{self.agreement.key}-{self.year or 'hela'}"
            if request.GET.get("tabell") == "parter":
                return table_response(party_table(self.account), form, f"{name}-parter")
            return table_response(account_table(self.account, self.title), form, name)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        choices = [
            (_("Hela tiden"), reverse("funding:account_term", args=[self.agreement.pk]), not self.year)
        ]
        choices += [
            (str(each), reverse("funding:account_year", args=[self.agreement.pk, each]), each == self.year)
            for each in self.years
        ]
        found = {
            "title": self.title,
            "choices": choices,
            "account": self.account,
            "periods": account_table(self.account, self.title),
            "parties": party_table(self.account),
        }
        return super().get_context_data(**(found | kwargs))


def account_table(account: TermAccount, caption: str) -> Table:
    """Return a row a period: what it cost and each party's share, in kronor; the total last."""
    columns = (
        Column("period", _("Period"), Unit.TEXT),
        Column("cost", _("Verklig kostnad kr"), Unit.KRONOR),
        *(
            Column(f"part-{party.pk}", str(party), Unit.KRONOR, group=_("Andel av kostnaden, kr"))
            for party in account.parties
        ),
        Column("state", _("Slag"), Unit.TEXT),
    )
    rows = [
        Row(
            each.period.title,
            {
                "cost": Figure(each.cost, Unit.KRONOR, href=settlement_url(each.settlement)),
                "state": _("slutlig") if each.settlement.is_final else _("preliminär"),
                **{f"part-{party.pk}": Figure(each.share(party), Unit.KRONOR) for party in account.parties},
            },
            notes=_corrected(each.settlement.corrects_id),
        )
        for each in account.periods
    ]
    return Table(caption, columns, tuple(rows)).with_total()


def party_table(account: TermAccount) -> Table:
    """Return a row a party: its share, what is to be debited, booked, and left to book, in kronor."""
    columns = (
        Column("party", _("Part"), Unit.TEXT),
        Column("share", _("Andel av kostnaden kr"), Unit.KRONOR),
        Column("debited", _("Avräknat att debitera kr"), Unit.KRONOR),
        Column("booked", _("Bokfört kr"), Unit.KRONOR),
        Column("left", _("Återstår att bokföra kr"), Unit.KRONOR),
    )
    host = Note(_("Värden har betalat det gemensamma och krediteras det de andra debiteras."))
    rows = [_party_row(account, party, (host,) if party.is_host else ()) for party in account.parties]
    return Table(_("Parterna"), columns, tuple(rows)).with_total()


def _party_row(account: TermAccount, party: Any, notes: tuple[Note, ...]) -> Row:
    debited = NOTHING if party.is_host else account.debited.get(party.pk, NOTHING)
    booked = NOTHING if party.is_host else account.booked.get(party.pk, NOTHING)
    amounts = {"share": account.share(party), "debited": debited, "booked": booked, "left": debited - booked}
    return Row(str(party), {key: Figure(value, Unit.KRONOR) for key, value in amounts.items()}, notes=notes)


def _corrected(corrects: int | None) -> tuple[Note, ...]:
    return (Note(_("Avräkningen är rättad. Här står den senaste.")),) if corrects else ()
