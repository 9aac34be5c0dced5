"""The form of a party's tertial report: counts, actual costs by type, forecast, deviation, comment."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from funding.domain.earlier import Told
from funding.domain.reportcontent import COUNTS, PLAIN, TEXTS, cost_name
from funding.models import CostType, PartyReport
from portal.content.texts import LONGEST
from portal.deadlines.ledgerforms import NO_NAMES
from portal.money import write_number, write_tkr
from portal.ui.beside import beside
from portal.ui.fields import CountField, TkrField
from portal.ui.layout import group, one_column
from portal.ui.meanwhile import Meanwhile


class PartyReportForm(Meanwhile, forms.ModelForm):
    """Reads a report without touching the record: the domain takes ``values()``.

    ``told`` is what is said already, ``earlier`` what was told the period before, ``kept`` what somebody had
    typed when they left. Everything may be blank: what a report must have is asked at Lämna in.
    """

    registered = CountField(
        label=_("Folkbokförda nyanlända 18–64"),
        help_text=_("Hur många som är folkbokförda hos er när perioden slutar."),
    )
    women = CountField(label=_("Kvinnor"), help_text=_("Av de folkbokförda."))
    men = CountField(label=_("Män"), help_text=_("Av de folkbokförda."))
    children = CountField(label=_("Barn (under 18)"), help_text=_("Räknas för sig, vid sidan av de vuxna."))
    forecast = TkrField(
        label=_("Prognos helår"), required=False, help_text=_("Vad hela årets arbete väntas kosta er.")
    )
    correction_reason = forms.CharField(
        label=_("Skäl till rättelsen"),
        max_length=500,
        help_text=_("Vad var fel, och hur vet ni det? Skälet står i redovisningen och i historiken."),
    )
    not_of_the_record = ("seen",)

    class Meta:
        model = PartyReport
        fields = (*COUNTS, "forecast", *TEXTS)
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in TEXTS}
        labels = {
            "cause": _("Avvikelse och orsak"),
            "action": _("Åtgärd"),
            "comment": _("Kommentar"),
        }
        help_texts = {
            "cause": _("Om kostnaden skiljer sig från det ni har kommit överens om: varför?"),
            "action": _("Vad gör ni åt det?"),
            "comment": _("Är ett tal mycket högre eller lägre än förra gången? Berätta varför."),
        }

    def __init__(
        self,
        *args: Any,
        kinds: Sequence[CostType],
        told: Told,
        earlier: Told,
        kept: Mapping[str, Any] | None = None,
        corrects: bool = False,
        **kwargs: Any,
    ):
        self.kinds, self.told, self.earlier, self.kept = kinds, told, earlier, kept or {}
        super().__init__(*args, **kwargs)
        self.fields |= {cost_name(kind.code): _cost(kind) for kind in kinds}
        self.initial.update({name: value for name, value in told.values.items() if name in self.fields})
        if not corrects:
            del self.fields["correction_reason"]
        self._dress_up()
        self.helper = one_column(*self._groups())

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """What somebody had typed goes before what is stored, but is not what they had seen."""
        if field_name in self.kept and field_name != "seen":
            return self.kept[field_name]
        return super().get_initial_for_field(field, field_name)

    def _now(self) -> dict[str, Any]:
        kept, self.kept = self.kept, {}
        try:
            return super()._now()
        finally:
            self.kept = kept

    def _dress_up(self) -> None:
        """Set what was told last time beside each number. A blank one is "not reported", not an option."""
        for name in TEXTS:
            self.fields[name].max_length = LONGEST
            self.fields[name].validators.append(MaxLengthValidator(LONGEST))
        for name in (*COUNTS, *self.cost_names):
            self.fields[name].unmarked = True
        if not self.earlier.period:
            return
        for name in (*COUNTS, *self.cost_names, "forecast"):
            value = number_in_words(name, self.earlier.values.get(name))
            beside(self.fields[name], when=self.earlier.period.title, value=value)

    @property
    def cost_names(self) -> list[str]:
        return [cost_name(kind.code) for kind in self.kinds]

    def _groups(self) -> Iterable[Any]:
        hidden = ["seen"] if "seen" in self.fields else []
        reason = [group(_("Rättelse"), "correction_reason")] if "correction_reason" in self.fields else []
        zero = translate("Skriv 0 om ni har räknat och det blev noll. Lämna tomt om ni inte vet.")
        costs = translate(
            "Vad som har kostat under perioden, i tusental kronor. Har ni inga egna kostnader? Lämna tomt."
        )
        return [
            *hidden,
            *reason,
            group(_("Antal"), *COUNTS, intro=zero),
            group(_("Kostnader under perioden"), *self.cost_names, intro=costs),
            group(_("Året"), "forecast", "cause", "action"),
            group(_("Till sist"), "comment", intro=NO_NAMES),
        ]

    def _post_clean(self) -> None:
        """Leave the record as it is: the domain checks what is to be written."""

    def values(self) -> dict[str, Any]:
        """Return what the form says, by the names of ``funding.domain.reportcontent``."""
        names = (*PLAIN, *self.cost_names, "correction_reason")
        return {name: self.cleaned_data[name] for name in names if name in self.fields}


def _cost(kind: CostType) -> TkrField:
    return TkrField(label=kind.name, required=False)


def number_in_words(name: str, value: Decimal | int | None) -> str:
    """Return "9", "1 234,5" (tkr) or "ej redovisat"."""
    if value is None:
        return str(_("ej redovisat"))
    return write_number(value) if name in COUNTS else write_tkr(Decimal(value))
