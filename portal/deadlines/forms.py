"""The form of one's own letters."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.organisation.models import User
from portal.ui.layout import one_column


class OwnLettersForm(forms.ModelForm):
    """Whether one wants the day's letter, and in what language."""

    class Meta:
        model = User
        fields = ("wants_digest", "language")
        labels = {"wants_digest": _("Skicka dagens brev till mig"), "language": _("Språk i breven")}
        help_texts = {
            "wants_digest": _("Högst ett brev om dagen, och bara de dagar när något är nytt eller ska in.")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = one_column("wants_digest", "language")
