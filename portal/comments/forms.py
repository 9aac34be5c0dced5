"""The form under the comments: the text, and who may read it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.comments.models import Comment
from portal.organisation.models import Organisation


class AuthorityField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return obj.as_administration


class CommentForm(forms.ModelForm):
    """What is asked on the page itself: the text, and who may read it."""

    class Meta:
        model = Comment
        fields = ["text", "audience"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4}), "audience": forms.RadioSelect}
        help_texts = {
            "text": _("Skriv inget som pekar ut en person: inga namn, personnummer eller adresser.")
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, auto_id="kommentar-%s", **kwargs)
        self.fields["audience"].choices = Comment.Audience.choices
        self.initial.setdefault("audience", Comment.Audience.INTERNAL)


class AuthorCommentForm(CommentForm):
    """The same, with the authority one writes for; one alone (``authorities``) is not asked for."""

    authority = AuthorityField(
        label=_("Du skriver för"), queryset=Organisation.objects.none(), required=False, empty_label=None
    )

    class Meta(CommentForm.Meta):
        fields = ["text", "audience", "authority"]

    def __init__(self, *args: Any, authorities: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field, self.found = self.fields["authority"], list(authorities)
        field.queryset = authorities
        if len(self.found) == 1:
            field.widget = forms.HiddenInput()

    def clean_authority(self) -> Organisation:
        told = self.cleaned_data["authority"]
        if told is None and len(self.found) != 1:
            raise ValidationError(_("Välj vilken förvaltning du skriver för."))
        return told or self.found[0]
