"""The form under the comments: the text, and who may read it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.comments.models import Comment
from portal.organisation.models import Organisation


class AuthorityField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return obj.as_administration


class CommentForm(forms.ModelForm):
    """``authorities`` are those the writer works at; one alone is not asked for."""

    authority = AuthorityField(
        label=_("Du skriver för"), queryset=Organisation.objects.none(), empty_label=None
    )

    class Meta:
        model = Comment
        fields = ["text", "audience", "authority"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4}), "audience": forms.RadioSelect}
        help_texts = {
            "text": _("Skriv inget som pekar ut en person: inga namn, personnummer eller adresser.")
        }

    def __init__(self, *args: Any, authorities: Any, **kwargs: Any):
        super().__init__(*args, auto_id="kommentar-%s", **kwargs)
        field, found = self.fields["authority"], list(authorities)
        field.queryset = authorities  # type: ignore[attr-defined]  # a choice of rows
        if found:
            self.initial.setdefault("authority", found[0].pk)
        if len(found) == 1:
            field.widget = forms.HiddenInput()
        self.fields["audience"].choices = Comment.Audience.choices  # type: ignore[attr-defined]  # no blank one
        self.initial.setdefault("audience", Comment.Audience.INTERNAL)
