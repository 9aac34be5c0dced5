"""The form of a report: six questions, what was told the last time beside every box. Ten minutes' work."""

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.layout import Div
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from portal.money import write_number, write_tkr
from portal.ui.beside import beside
from portal.ui.fields import TkrField
from portal.ui.layout import group, one_column
from portal.ui.meanwhile import Meanwhile
from projects.domain.earlier import Told
from projects.domain.reportcontent import PLAIN, TEXTS
from projects.forms.counts import count_fields, count_initial, counts_from, part_names, qualifier_name
from projects.forms.fields import LONGEST, LinesField
from projects.models import OutcomeMeasure, Report

NO_NAMES = _("Inga namn, personnummer eller adresser. Skriv till exempel ”en förälder” eller ”flera unga”.")
YES_NO = ((True, _("Ja")), (False, _("Nej")))
MONEY, AFTER = ("spent", "forecast", "cause", "action"), ("plan", "implementation")
LEARNT, LAST = ("experience", "further_work", "collaborators"), ("comment", "is_final")


class ReportForm(Meanwhile, forms.ModelForm):
    """Reads a report without touching the record: the domain takes ``values()`` and ``counts()``.

    ``told`` is what is said already, ``earlier`` what was told the period before, ``kept`` what somebody had
    typed when they left. Everything may be blank: what a report must have is asked at Lämna in.
    """

    spent = TkrField(
        label=_("Förbrukat hittills"), required=False, help_text=_("Alla kostnader sedan projektet började.")
    )
    forecast = TkrField(
        label=_("Prognos helår"), required=False, help_text=_("Vad hela årets arbete väntas kosta.")
    )
    collaborators = LinesField(
        label=_("Samverkanspartner"),
        required=False,
        line_length=160,
        help_text=_("En på varje rad, till exempel Arbetsförmedlingen."),
    )
    is_final = forms.TypedChoiceField(
        label=_("Är det här slutredovisningen?"),
        choices=YES_NO,
        coerce=lambda said: said in (True, "True"),
        widget=forms.RadioSelect,
        help_text=_("Efter en slutredovisning frågar vi inte mer om projektet."),
    )
    correction_reason = forms.CharField(
        label=_("Skäl till rättelsen"),
        max_length=500,
        help_text=_("Vad var fel, och hur vet ni det? Skälet står i redovisningen och i historiken."),
    )
    not_of_the_record = ("seen",)

    class Meta:
        model = Report
        fields = ("spent", "forecast", "plan", *TEXTS, "is_final")
        widgets = {
            "plan": forms.RadioSelect,
            **{name: forms.Textarea(attrs={"rows": 4}) for name in TEXTS},
        }
        labels = {
            "cause": _("Avvikelse och orsak"),
            "action": _("Åtgärd"),
            "implementation": _("Hur ska arbetet leva vidare?"),
            "experience": _("Erfarenheter"),
            "further_work": _("Fortsatt arbete"),
            "comment": _("Kommentar till talen"),
        }
        help_texts = {
            "plan": _("Finns det en plan för hur arbetet tas in i ordinarie verksamhet?"),
            "cause": _("Om prognosen skiljer sig från det som är beviljat: varför?"),
            "action": _("Vad gör ni åt det?"),
            "implementation": _("Vem tar över, från när, och med vilka medel?"),
            "experience": _("Vad fungerade, vad gjorde det inte, och varför?"),
            "further_work": _("Vad återstår, och vad föreslår ni?"),
            "comment": _("Är ett tal lägre än förra gången? Berätta varför."),
        }

    def __init__(
        self,
        *args: Any,
        measures: Sequence[OutcomeMeasure],
        told: Told,
        earlier: Told,
        kept: Mapping[str, Any] | None = None,
        corrects: bool = False,
        **kwargs: Any,
    ):
        self.measures, self.told, self.earlier, self.kept = measures, told, earlier, kept or {}
        super().__init__(*args, **kwargs)
        self.initial.update({name: told.plain[name] for name in PLAIN if name in self.fields})
        self.fields |= count_fields(measures, earlier)
        self.initial.update(count_initial(told.counts))
        if not corrects:
            del self.fields["correction_reason"]
        for measure in measures:
            self.fields[measure.code].exactness = self[qualifier_name(measure.code)]
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
        """Say what was told last time beside the money, and ask about numbers that have gone down."""
        self.fields["plan"].choices = Report.Plan.choices
        for name in ("spent", "plan"):
            self.fields[name].unmarked = True  # asked for at Lämna in, so not "frivilligt"
        for name in TEXTS:
            self.fields[name].max_length = LONGEST
            self.fields[name].validators.append(MaxLengthValidator(LONGEST))
        for name in ("spent", "forecast") if self.earlier.period else ():
            amount = self.earlier.plain[name]
            words = str(_("ej redovisat")) if amount is None else write_tkr(amount)
            beside(self.fields[name], when=self.earlier.period.title, value=words)
        for measure in self.measures:
            self._ask(measure)

    def _ask(self, measure: OutcomeMeasure) -> None:
        """A cumulative number that is lower than before is asked about, and stands."""
        before, now = (each.counts.get(measure.code) for each in (self.earlier, self.told))
        if measure.mode != OutcomeMeasure.Mode.CUMULATIVE or not before or not now:
            return
        if before.total is not None and now.total is not None and now.total < before.total:
            words = translate(
                "Talet är lägre än förra gången (%(number)s). Stämmer det? Berätta varför i kommentaren. "
                "Du kan lämna in ändå."
            )
            self.fields[measure.code].question = words % {"number": write_number(before.total)}

    def _groups(self) -> list[Any]:
        split = [measure for measure in self.measures if measure.by_sex]
        plain = [measure for measure in self.measures if not measure.by_sex]
        said = _("Skriv 0 om ni har räknat och det blev noll. Lämna tomt om ni inte vet.")
        hidden = ["seen"] if "seen" in self.fields else []
        reason = [group(_("Rättelse"), "correction_reason")] if "correction_reason" in self.fields else []
        people = [name for measure in split for name in part_names(measure)]
        results = Div(*(measure.code for measure in plain), css_class="field-grid")
        return [
            *hidden,
            *reason,
            group(
                _("Deltagare"), *people, intro=translate("Räkna alla sedan projektet började. ") + str(said)
            ),
            group(_("Resultat hittills"), results, intro=said),
            group(_("Ekonomi"), *MONEY),
            group(_("Efter projektet"), *AFTER),
            group(_("Vad ni har lärt er"), *LEARNT, intro=NO_NAMES),
            group(_("Till sist"), *LAST),
        ]

    def _post_clean(self) -> None:
        """Leave the record as it is: the domain checks what is to be written."""

    def values(self) -> dict[str, Any]:
        """Return what the form says but its counts, by the names of ``projects.domain.reportcontent``."""
        names = (*PLAIN, "correction_reason")
        return {name: self.cleaned_data[name] for name in names if name in self.fields}

    def counts(self) -> dict[str, Any]:
        return counts_from(self.cleaned_data, self.measures, self.told.counts)
