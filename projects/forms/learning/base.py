"""What the forms of Lärande have in common: the programme's own lists, and a reason for what is printed."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.organisation.models import Organisation, OrganisationQuerySet, User
from portal.ui.layout import group, one_column
from portal.ui.meanwhile import Meanwhile
from projects.domain.candidates import RUNNERS
from projects.forms.fields import LONGEST
from projects.models import Programme, Project

NO_NAMES = _(
    "Inga namn, personnummer eller adresser. Skriv till exempel ”en chef” eller ”flera handläggare”."
)

Groups = tuple[tuple[Any, tuple[str, ...]], ...]


class RecordForm(Meanwhile, forms.ModelForm):
    """A record of ``programme``; a stored one of a published programme asks why it is changed."""

    why = forms.CharField(
        label=_("Skäl till ändringen"),
        required=False,
        max_length=500,
        help_text=_("Står i historiken. Skriv vad som var fel och hur du vet det."),
    )
    not_of_the_record = ("seen", "why")
    groups: Groups = ()

    def __init__(self, *args: Any, user: User, programme: Programme, today: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.user, self.programme, self.today = user, programme, today
        if self.instance.pk is None:
            self.instance.programme = programme
            del self.fields["why"]
        else:
            self.fields["why"].required = programme.is_published
        for field in self.fields.values():
            _bound(field)
        self.offer()
        self.helper = one_column(*self._parts())

    def offer(self) -> None:
        """Say what may be chosen, of the programme's own."""

    def _parts(self) -> list[Any]:
        parts = [(title, [name for name in names if name in self.fields]) for title, names in self.groups]
        hidden = ["seen"] if "seen" in self.fields else []
        why = ["why"] if "why" in self.fields else []
        return [*(group(title, *names) for title, names in parts if names), *why, *hidden]

    def projects(self) -> Any:
        """The programme's projects that are handed in, of those the writer may see."""
        visible = Project.objects.for_user(self.user).submitted().filter(programme=self.programme)
        return visible.by_number()


def _bound(field: forms.Field) -> None:
    """Give a free text its longest length, and the words of a choice their capitals."""
    if isinstance(field, forms.ModelChoiceField):
        return
    if isinstance(field, forms.ChoiceField):
        field.choices = [(code, capfirst(str(label))) for code, label in field.choices]
    elif isinstance(field.widget, forms.Textarea) and field.max_length is None:
        field.max_length = LONGEST
        field.validators.append(MaxLengthValidator(LONGEST))


def named_kinds(field: Any, model: Any) -> None:
    """Offer the kinds of a code list, in Swedish order and with capitals."""
    field.queryset = model.objects.by_name()
    field.label_from_instance = lambda kind: capfirst(kind.name)
    field.empty_label = _("Välj slag")


def offered_organisations(today: date, *, chosen: Any = ()) -> OrganisationQuerySet:
    """Organisations of today that can take part, and those that are ``chosen`` already."""
    there = Organisation.objects.valid_on(today).filter(kind__in=RUNNERS).values("pk")
    return Organisation.objects.filter(pk__in=[*there.values_list("pk", flat=True), *chosen]).by_name()
