"""Free texts of a form: without personal identity numbers, told at the box."""

from django import forms

from portal.content.personal import refuse_personal_numbers


def point_at_nobody(form: forms.BaseForm) -> None:
    """Let every box for text that the person sees refuse a personal identity number."""
    for field in form.fields.values():
        if type(field) is forms.CharField and not field.widget.is_hidden:
            field.validators = [*field.validators, refuse_personal_numbers]
