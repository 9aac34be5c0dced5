"""The form of an agreement and its terms; its rows stand in rows.py."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from funding.domain.drafting import ends_before_it_begins
from funding.domain.shares import RULES
from funding.forms.plain import point_at_nobody
from funding.models import Agreement, Terms
from portal.cases.models import Case
from portal.files.storing import refuse_size
from portal.ui.fields import CountField, SwedishDateField
from portal.ui.layout import group, one_column
from portal.ui.meanwhile import Boxes, Meanwhile

OF_AGREEMENT = (
    "title",
    "case",
    "subject",
    "target_group",
    "age_from",
    "age_to",
    "funding_source",
    "share_basis",
    "host_unit",
    "project_owner",
)
OF_TERMS = ("begins", "last_day", "convention", "rule", "residual")
OPENED = "opened"  # keeps what ``seen`` held, where the form saves itself
NO_RULE = _("Överenskommet utan regel")


class TermsForm(Meanwhile, forms.Form):
    """When the terms hold, how time is counted and which rule the shares follow.

    ``typed`` are boxes as they stood, given back unread. ``stored`` is what the draft holds; ``rows`` is what
    its rows hold, in words, so that nobody overwrites another's. ``organisations``: who may take the rest.
    """

    not_of_the_record = ("seen", OPENED)
    begins = SwedishDateField(label=_("Gäller från och med"))
    last_day = SwedishDateField(label=_("Gäller till och med"))
    convention = forms.ChoiceField(
        label=_("Så räknas tiden"),
        choices=Terms.Convention.choices,
        help_text=_("Hur en del av ett år räknas när kostnaden per år blir ett belopp för tiden."),
    )
    rule = forms.ChoiceField(
        label=_("Regel för andelarna"),
        required=False,
        help_text=_("Den regel som ledde till andelarna. Andelarna du skriver är de som gäller."),
    )
    residual = forms.ChoiceField(
        label=_("Tar resten"),
        required=False,
        help_text=_("Den part som bär de ören som blir över när beloppen avrundas."),
    )

    def __init__(
        self,
        *args: Any,
        organisations: Sequence[tuple[str, Any]],
        instance: Any = None,
        stored: Mapping[str, Any] | None = None,
        typed: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ):
        self.instance, self.stored = instance or Terms(), dict(stored or {})
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = [
            ("", NO_RULE),
            *((rule.value, name[0]) for rule, name in RULES.items()),
        ]
        self.fields["residual"].choices = [("", _("Värden")), *organisations]
        point_at_nobody(self)
        hidden = ["rows", "seen", OPENED] if self.instance.pk else []
        for name in (name for name in hidden if name != "seen"):
            self.fields[name] = forms.CharField(label=_("Rader"), required=False, widget=forms.HiddenInput)
        self.initial = self.stored | dict(typed or {})
        self.helper = one_column(*self.groups(), *hidden)

    def groups(self) -> list[Any]:
        return [group(_("Tid och regel"), *OF_TERMS)]

    def clean(self) -> Any:
        cleaned = super().clean() or {}
        if (last_day := cleaned.get("last_day")) and last_day < (cleaned.get("begins") or last_day):
            self.add_error("last_day", ends_before_it_begins())
        return cleaned

    def _now(self) -> Boxes:
        shown, self.initial = self.initial, self.stored
        try:
            return super()._now()
        finally:
            self.initial = shown

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """What a form that was left, or got one more row, had seen it has still seen."""
        held = self.initial.get("seen") or self.initial.get(OPENED)
        if field_name in ("seen", OPENED):
            return held or super().get_initial_for_field(field, "seen")
        return super().get_initial_for_field(field, field_name)

    def _put_together(self, seen: Boxes, now: Boxes, changed: list[str]) -> None:
        super()._put_together(seen, now, changed)
        self.data[OPENED] = self.data["seen"]

    def is_of_this(self, kept: Mapping[str, Any]) -> bool:
        """Whether boxes that were kept belong to this draft: another one may have had the same address."""
        try:
            signing.loads(str(kept.get(OPENED, "")), salt=self._salt)
        except signing.BadSignature:
            return False
        return True

    def values(self) -> dict[str, Any]:
        """Return time, convention and rule; ``residual`` is a key, not yet an organisation."""
        return {name: self.cleaned_data[name] for name in OF_TERMS if name != "residual"}


class AmendmentForm(TermsForm):
    """A draft amendment: also what changes and why."""

    change = forms.CharField(
        label=_("Vad ändras och varför?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000
    )

    def groups(self) -> list[Any]:
        return [group(_("Tillägget"), "change"), *super().groups()]


class AgreementForm(TermsForm):
    """A new agreement, or its first draft: what it is about, and its terms."""

    title = forms.CharField(label=_("Titel"), max_length=200)
    case = forms.ModelChoiceField(
        label=_("Ärende"),
        queryset=Case.objects.none(),
        required=False,
        empty_label=_("Inget än"),
        help_text=_("Innan någon undertecknar behövs ett ärende med diarienummer."),
    )
    subject = forms.CharField(
        label=_("Ändamål"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    target_group = forms.CharField(label=_("Målgrupp"), required=False, max_length=200)
    age_from = CountField(label=_("Ålder från"))
    age_to = CountField(label=_("Ålder till"))
    funding_source = forms.CharField(label=_("Finansiering"), required=False, max_length=200)
    share_basis = forms.CharField(label=_("Underlag för andelarna"), required=False, max_length=300)
    host_unit = forms.CharField(label=_("Enhet hos värden"), required=False, max_length=160)
    project_owner = forms.CharField(
        label=_("Projektägare"), required=False, max_length=160, help_text=_("Befattning, inte namn.")
    )

    def __init__(self, *args: Any, cases: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["case"].queryset = cases

    def groups(self) -> list[Any]:
        return [group(_("Överenskommelsen"), *OF_AGREEMENT), *super().groups()]

    def clean(self) -> Any:
        cleaned = super().clean()
        for name in ("age_from", "age_to"):
            if (cleaned.get(name) or 0) > 150:
                self.add_error(name, _("Skriv en ålder i år."))
        return cleaned

    def agreement(self, agreement: Agreement) -> Agreement:
        """Return ``agreement`` with what the form says of it; nothing is stored."""
        for name in OF_AGREEMENT:
            setattr(agreement, name, self.cleaned_data[name])
        return agreement


class SignedForm(AgreementForm):
    """An agreement that is signed on paper: also the signed page."""

    paper = forms.FileField(
        label=_("Den undertecknade överenskommelsen"),
        help_text=_("Till exempel en inläst PDF med underskrifterna."),
    )

    def groups(self) -> list[Any]:
        return [group(_("Papperet"), "paper"), *super().groups()]

    def clean_paper(self) -> Any:
        sent = self.cleaned_data["paper"]
        self.content = sent.read()
        refuse_size(self.content)
        if not self.content:
            raise ValidationError(_("Filen är tom. Välj den igen."))
        return sent
