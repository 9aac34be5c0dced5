"""The one form shape, on crispy-forms: one column, label above, hint under the label, optional fields marked.

A form without a ``helper`` is drawn field by field. One with groups says so::

    self.helper = one_column(
        group(_("Deltagare"), "total", "women", "men", intro=_("Räkna alla sedan projektet började.")),
        group(_("Ekonomi"), "spent"),
    )
"""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from crispy_forms.utils import TEMPLATE_PACK
from django import forms
from django.utils.safestring import SafeString


class Group(Fieldset):
    """Fields under a heading of their own, with a sentence that holds for all of them."""

    def __init__(self, legend: Any, *fields: Any, intro: Any = ""):
        super().__init__(legend, *fields, css_class="fieldset")
        self.intro = intro

    def render(
        self, form: Any, context: Any, template_pack: Any = TEMPLATE_PACK, **kwargs: Any
    ) -> SafeString:
        with context.push(intro=self.intro):
            return super().render(form, context, template_pack, **kwargs)


def group(legend: Any, *fields: Any, intro: Any = "") -> Group:
    """Return ``fields`` as a group with a heading."""
    return Group(legend, *fields, intro=intro)


def one_column(*parts: Any) -> FormHelper:
    """Return the helper of the form shape; ``parts`` are field names and groups, none means every field.

    The page writes the form tag, the summary of errors and the buttons (templates/ui/form.html).
    """
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.include_media = False
    if parts:
        helper.layout = Layout(*parts)
    return helper


def dress(form: forms.BaseForm) -> forms.BaseForm:
    """Give a form's controls the class names of the stylesheet, red where a value was refused.

    Placeholders go: they repeat the label and vanish when one begins to write.
    """
    for bound in form:
        widget = bound.field.widget
        for part in widget.widgets if isinstance(widget, forms.MultiWidget) else [widget]:
            part.attrs.pop("placeholder", None)
            if part.attrs.get("rows") == "10":  # Django's default, half a screen
                part.attrs["rows"] = "5"
            wrong = "is-invalid" if form.is_bound and bound.errors else ""
            names = [_class_of(part), wrong, part.attrs.get("class", "")]
            part.attrs["class"] = " ".join(dict.fromkeys(" ".join(names).split()))
    return form


def _class_of(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


def errors_of(form: forms.BaseForm) -> list[tuple[str, str, str]]:
    """Return every error as (id of the control to go to, label, words), in the order of the form."""
    found = [("", "", str(error)) for error in form.non_field_errors()]
    for bound in form:
        # A group of choices has no id of its own: its first choice has.
        target = bound.id_for_label or (f"{bound.auto_id}_0" if bound.use_fieldset else bound.auto_id)
        label = str(bound.label)
        heading = label if label.endswith("?") else f"{label}:"
        found += [(target, heading, str(error)) for error in bound.errors]
    return found
