"""Throw a draft application away. What stood in its boxes waits in the form of a new one, if one repents."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.generic import View

from portal.organisation.models import User
from portal.saved.drafting import Fields, clear_draft, keep_draft, take_draft
from portal.ui.requests import Asked
from projects import access
from projects.domain.discarding import discard_application
from projects.forms.application import ApplicationForm
from projects.forms.applicationrows import ApplicationRows
from projects.models import Application
from projects.views.applications.pages import ApplicationPage


class ApplicationDiscard(ApplicationPage, View):
    """``/projekt/ansokningar/<id>/slang/``: the application's own administration, while it is a draft."""

    http_method_names = ["post"]

    def may(self) -> bool:
        return access.may_edit_application(self.request.user, self.application)

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        boxes, edit = boxes_of(self.application), reverse("projects:application_edit", kwargs=kwargs)
        try:
            with transaction.atomic():
                discard_application(application=self.application)
                clear_draft(user=request.user, path=edit)
                kept = keep_boxes(request.user, boxes)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect(self.url)
        messages.success(request, _kept() if kept else _("Utkastet är borttaget."))
        return redirect("projects:application_list")


def _kept() -> str:
    return format_html(
        '{} <a href="{}">{}</a>',
        _("Utkastet är borttaget. Det du hade skrivit finns kvar om du ångrar dig."),
        reverse("projects:application_create"),
        _("Öppna det som en ny ansökan"),
    )


def keep_boxes(user: User, boxes: Fields) -> bool:
    """Keep the boxes for the form of a new application, unless something unsent waits there already."""
    path = reverse("projects:application_create")
    if take_draft(user=user, path=path):
        return False
    keep_draft(user=user, path=path, fields=boxes, now=timezone.now())
    return True


def boxes_of(application: Application) -> Fields:
    """What the form of a new application would have in its boxes, for it to say what ``application`` says."""
    rows = ApplicationRows(application)
    found: Fields = {}
    for name in ApplicationForm.Meta.fields:
        field = Application._meta.get_field(name)
        found[name] = _text(field.value_from_object(application))
    for kind in (rows.budget, rows.targets):
        found |= {
            f"{kind.prefix}-{name}": _text(value) for name, value in kind.management_form.initial.items()
        }
        for row in kind:
            for bound in row:
                if bound.name not in ("DELETE", "row"):
                    shown = bound.field.prepare_value(bound.value())
                    found[bound.html_name] = _text(bound.field.widget.format_value(shown))
    return found


def _text(value: Any) -> str:
    """A value as a browser would send it; a choice comes as a list of one."""
    if isinstance(value, list | tuple):
        value = value[0] if value else ""
    return "" if value is None else str(value)
