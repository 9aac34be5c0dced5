"""What the back office asks when a file comes in or goes out: of which kind, and which file or form."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.imports.resources import KindResource


class _OfAKind(forms.Form):
    kind = forms.ChoiceField(label=_("Slag"))

    def __init__(self, resources: Sequence[type[KindResource]], *args: Any, **more: Any):
        super().__init__(*args, **more)
        self.resources = {each.kind.slug: each for each in resources}
        kinds = self.fields["kind"]
        assert isinstance(kinds, forms.ChoiceField)  # for the reader of types
        kinds.choices = [(slug, each.get_display_name()) for slug, each in self.resources.items()]

    @property
    def chosen(self) -> type[KindResource]:
        return self.resources[self.cleaned_data["kind"]]


class FileIn(_OfAKind):
    import_file = forms.FileField(
        label=_("Fil"), help_text=_("XLSX eller CSV. Ingenting sparas förrän du har granskat den.")
    )


class FileOut(_OfAKind):
    format = forms.ChoiceField(label=_("Filformat"), choices=[("xlsx", "XLSX"), ("csv", "CSV")])
