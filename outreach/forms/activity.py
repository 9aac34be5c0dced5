"""The form of an activity, made for a thumb: choices as pills, heads as steppers, the rest folded away."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from outreach.domain.recording import Told
from outreach.domain.refusing import COUNTS
from outreach.forms.fields import ClockField
from outreach.forms.offering import Offered
from outreach.forms.widgets import FormChoice, Stepper
from outreach.models import Activity
from portal.organisation.models import Organisation
from portal.ui.fields import CountField, SwedishDateField
from portal.ui.meanwhile import Boxes, Meanwhile

YES, NO = "ja", "nej"
ANSWERS = [("", _("Ej noterat")), (YES, _("Ja")), (NO, _("Nej"))]
COUNTING = [
    (Activity.Counting.COUNTED, _("Räknat")),
    (Activity.Counting.ESTIMATED, _("Uppskattat")),
    (Activity.Counting.RANGE, _("Mellan två tal")),
]
NO_NAMES = _(
    "Skriv inget som pekar ut en person: inga namn, personnummer, telefonnummer eller e-postadresser."
)
#: what is folded away until it is wanted
MORE = ("place", "ends_at", "interpreter", "childcare", "topics", "partners", "materials")
MORE += ("challenge", "good_example", "remark")
#: how many pills stand before "Fler": list -> number
SHOWN = {"form": 4, "groups": 6, "languages": 7}


def _count(label: Any) -> CountField:
    return CountField(label=label, widget=Stepper)


def _many(label: Any, **more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, required=False, widget=forms.CheckboxSelectMultiple, **more)


def _answer(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=ANSWERS, widget=forms.RadioSelect)


def _text(label: Any, help_text: Any = "", most: int = 4000) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, required=False, max_length=most, widget=widget, help_text=help_text)


class ActivityForm(Meanwhile, forms.Form):
    """``told`` is what stands in the boxes before anybody types, ``stored`` what the record holds."""

    not_of_the_record = ("seen", "key")
    key = forms.RegexField(r"^a-[a-z2-9]{10}$", widget=forms.HiddenInput)
    organisation = forms.ChoiceField(label=_("Stadsdelsförvaltning"))
    form = forms.ChoiceField(label=_("Form"), error_messages={"required": _("Välj form.")})
    day = SwedishDateField(label=_("Datum"), help_text=_("År-månad-dag. Ifyllt med dagens datum."))
    starts_at = ClockField(label=_("Börjar"))
    ends_at = ClockField(label=_("Slutar"))
    neighbourhood = forms.ChoiceField(label=_("Område"), required=False)
    groups = forms.MultipleChoiceField(
        label=_("Målgrupp"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en målgrupp.")},
    )
    women, men, unknown = _count(_("Kvinnor")), _count(_("Män")), _count(_("Kön ej noterat"))
    children = _count(_("Barn (under 18)"))
    lowest, highest = _count(_("Minst")), _count(_("Högst"))
    recipients = _count(_("Mottagare"))
    counting = forms.ChoiceField(
        label=_("Så är det räknat"), choices=COUNTING, widget=forms.RadioSelect, required=False
    )
    languages = _many(_("Språk"))
    place = forms.CharField(
        label=_("Plats"),
        required=False,
        max_length=120,
        help_text=_("Till exempel ett bibliotek eller en skola. Ingen privat adress."),
    )
    interpreter, childcare = _answer(_("Tolk")), _answer(_("Barnpassning"))
    topics = _many(_("Ämnen"))
    partners = _many(_("Samverkanspartner"))
    materials = _many(_("Material som delades ut"))
    challenge = _text(
        _("Utmaning"), _("Vad var svårt? Sparas som en iakttagelse, så att andra kan lära av den.")
    )
    good_example = _text(_("Gott exempel"), _("Vad fungerade bra? Sparas också som en iakttagelse."))
    remark = _text(_("Anteckning"), NO_NAMES, 2000)

    def __init__(
        self,
        *args: Any,
        offered: Offered,
        instance: Activity | None = None,
        stored: Mapping[str, Any] | None = None,
        told: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ):
        self.offered, self.instance, self.stored = offered, instance or Activity(), dict(stored or {})
        super().__init__(*args, **kwargs)
        self.initial = self.stored | dict(told or {})
        self._offer()

    def _offer(self) -> None:
        offered, fields = self.offered, self.fields
        districts = [(str(each.pk), str(each)) for each in offered.districts]
        areas = [(pk, f"{each}, {each.district}") for pk, each in offered.neighbourhoods.items()]
        fields["organisation"].choices = districts
        for name in ("languages", "counting"):
            fields[name].unmarked = True  # type: ignore[attr-defined]  # there is always something to choose
        if len(districts) < 2:
            fields["organisation"].widget = forms.HiddenInput()
        fields["form"].widget = FormChoice({code: each.counts for code, each in offered.forms.items()})
        fields["form"].choices = [(code, str(each)) for code, each in offered.forms.items()]
        fields["neighbourhood"].choices = [("", _("Hela stadsdelsförvaltningen")), *areas]
        fields["groups"].choices, fields["topics"].choices = offered.groups, offered.topics
        fields["languages"].choices = [(each.code, each.name) for each in offered.languages]
        for name, things in (("partners", offered.partners), ("materials", offered.materials)):
            fields[name].choices = [(pk, str(each)) for pk, each in things.items()]

    def _now(self) -> Boxes:
        shown, self.initial = self.initial, self.stored
        try:
            return super()._now()
        finally:
            self.initial = shown

    def as_typed(self) -> "ActivityForm":
        """Give the boxes back as they were sent, nothing read and nothing refused yet."""
        self._errors = forms.utils.ErrorDict()
        self.cleaned_data = {}
        return self

    # How it is drawn ------------------------------------------------------------------------------------

    def pills(self, name: str) -> tuple[list[Any], list[Any]]:
        """Return the choices of a list as (shown, behind "Fler"): chosen and usual ones are always shown."""
        chosen = {str(each) for each in _listed(self[name].value())}
        first = self._first(name)
        shown: list[Any] = []
        more: list[Any] = []
        for option in self[name].subwidgets:
            value = str(option.data["value"])
            (shown if value in chosen or value in first else more).append(option)
        return shown, more

    def _first(self, name: str) -> set[str]:
        if name == "languages":
            common = {each.code for each in self.offered.languages if each.is_common}
            return common | set(self.offered.usual.codes("languages"))
        usual = self.offered.usual.forms if name == "form" else self.offered.usual.codes(name)
        order = [str(code) for code, _name in self.fields[name].choices]
        known = [code for code in usual if code in order] + order
        return set(list(dict.fromkeys(known))[: SHOWN[name]])

    @property
    def more_has_errors(self) -> bool:
        return any(self.errors.get(name) for name in MORE) if self.is_bound else False

    @property
    def form_pills(self) -> tuple[list[Any], list[Any]]:
        return self.pills("form")

    @property
    def group_pills(self) -> tuple[list[Any], list[Any]]:
        return self.pills("groups")

    @property
    def language_pills(self) -> tuple[list[Any], list[Any]]:
        return self.pills("languages")

    # What it says ---------------------------------------------------------------------------------------

    def organisation_chosen(self) -> Organisation:
        chosen = self.cleaned_data["organisation"]
        return next(each for each in self.offered.districts if str(each.pk) == chosen)

    def told(self) -> Told:
        said, offered = self.cleaned_data, self.offered
        return Told(
            form=offered.forms[said["form"]],
            day=said["day"],
            groups=said["groups"],
            languages=said["languages"],
            topics=said["topics"],
            neighbourhood=offered.neighbourhoods.get(said["neighbourhood"]),
            starts_at=said["starts_at"],
            ends_at=said["ends_at"],
            place=said["place"],
            interpreter=_yes_or_no(said["interpreter"]),
            childcare=_yes_or_no(said["childcare"]),
            counting=said["counting"] or Activity.Counting.COUNTED,
            counts={name: said[name] for name in COUNTS},
            remark=said["remark"],
            challenge=said["challenge"],
            good_example=said["good_example"],
            partners=[offered.partners[pk] for pk in said["partners"]],
            materials=[offered.materials[pk] for pk in said["materials"]],
        )


def _yes_or_no(answer: str) -> bool | None:
    return {YES: True, NO: False}.get(answer)


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]
