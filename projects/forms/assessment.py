"""The coordinator's assessment of one application: an amount a year, split between the nämnder, and why."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.money import write_tkr
from portal.organisation.models import Organisation
from portal.ui.fields import TkrField
from portal.ui.layout import group, one_column
from projects.domain.allocating import Key, split_equally
from projects.domain.rounds import untouched_rounds
from projects.forms.application import ApplicationRoundField
from projects.forms.fields import LONGEST
from projects.models import Application, DecisionRound


class AssessmentForm(forms.Form):
    """``ar_<year>`` is what is proposed of a year, ``del_<nämnd>_<year>`` a nämnd's part; parts left blank
    are equal. Amounts a nämnd has decided about stand still."""

    round = ApplicationRoundField(
        label=gettext_lazy("Beslutstillfälle"),
        queryset=DecisionRound.objects.none(),
        empty_label=None,
        help_text=gettext_lazy("Byt när ansökan ska prövas senare. Då börjar bedömningen om."),
    )
    refused_reason = forms.CharField(
        label=gettext_lazy("Varför inte allt?"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Behövs när du föreslår mindre än det sökta. De som sökte läser det efter beslutet."
        ),
    )
    note = forms.CharField(
        label=gettext_lazy("Intern anteckning"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Läses bara av samordnare och revisor. Stadsdelen ser den aldrig."),
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any):
        self.application = application
        self.asked = dict(application.budget.order_by("year").values_list("year", "amount"))
        self.stored = {(row.committee_id, row.year): row for row in application.allocations.all()}
        rows = application.round.committees.select_related("committee").order_by("pk")
        self.committees = [row.committee for row in rows]
        super().__init__(*args, **kwargs)
        self._offer_rounds()
        years = [self._add_year(year) for year in self.asked]
        self.helper = one_column(
            *years,
            group(gettext_lazy("Skäl och anteckning"), "refused_reason", "note"),
            group(gettext_lazy("Beslutstillfälle"), "round"),
        )

    def _offer_rounds(self) -> None:
        programme = self.application.round.programme
        others = Q(pk__in=untouched_rounds().values("pk"))
        rounds = programme.rounds.filter(others | Q(pk=self.application.round_id))
        self.fields["round"].queryset = rounds.select_related("programme").order_by("number")
        self.fields["round"].initial = self.application.round_id

    def _add_year(self, year: int) -> Any:
        here = [row for (_committee, each), row in self.stored.items() if each == year]
        whole = sum((row.proposed for row in here), Decimal()) if here else self.asked[year]
        words = {"tkr": write_tkr(self.asked[year])}
        self.fields[f"ar_{year}"] = TkrField(
            label=_("Föreslaget"),
            initial=whole,
            help_text=_("Sökt: %(tkr)s tkr. Skriv 0 för att inte föreslå något.") % words,
        )
        parts = [self._add_part(committee, year) for committee in self.committees]
        names = [f"ar_{year}", *parts]
        intro = _("Lämna nämndernas delar tomma så delas beloppet lika.")
        return group(_("%(year)s") % {"year": year}, *names, intro=intro)

    def _add_part(self, committee: Organisation, year: int) -> str:
        row, name = self.stored.get((committee.pk, year)), f"del_{committee.pk}_{year}"
        words = {"committee": committee.as_committee}
        field = TkrField(label=_("%(committee)s bär") % words, required=False)
        if row:
            field.initial = row.proposed
        if row and row.decided is not None:
            field.disabled = True
            field.help_text = _("Nämnden har beslutat.")
        self.fields[name] = field
        return name

    def clean(self) -> Any:
        cleaned = super().clean() or {}
        self.amounts: dict[Key, Decimal] = {}
        for year in self.asked:
            whole = cleaned.get(f"ar_{year}")
            if whole is not None:
                self.amounts |= self._parts(year, whole, cleaned)
        return cleaned

    def _parts(self, year: int, whole: Decimal, cleaned: dict[str, Any]) -> dict[Key, Decimal]:
        said = {each.pk: cleaned.get(f"del_{each.pk}_{year}") for each in self.committees}
        changed = f"ar_{year}" in self.changed_data and not any(
            f"del_{key}_{year}" in self.changed_data for key in said
        )
        settled = any(row.decided is not None for (_key, each), row in self.stored.items() if each == year)
        if all(part is None for part in said.values()) or (changed and not settled):
            equal = split_equally(whole, self.application.round, year)
            return {(committee.pk, year): part for committee, part in equal.items()}
        parts = {(key, year): part or Decimal() for key, part in said.items()}
        if sum(parts.values()) != whole:
            words = {"parts": write_tkr(sum(parts.values(), Decimal())), "whole": write_tkr(whole)}
            self.add_error(
                f"ar_{year}",
                _("Nämndernas delar blir %(parts)s tkr och inte %(whole)s. Rätta dem, eller töm dem alla.")
                % words,
            )
        return parts
