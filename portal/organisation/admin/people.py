"""People and the roles they hold. No password is seen or set here: a person chooses it by a link."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.organisation.assigning import check_assignment, withdraw
from portal.organisation.backoffice.exporting import ExportPages
from portal.organisation.inviting import send_password_link
from portal.organisation.models import Assignment, Organisation, User


@admin.register(User)
class PersonPages(ExportPages):
    lede = gettext_lazy("Alla som kan logga in. Den som slutar görs inaktiv och finns kvar i historiken.")
    list_display = ("username", "first_name", "last_name", "title", "email", "active")
    list_filter = ("is_active",)
    search_fields = ("username", "first_name", "last_name", "email", "title")
    ordering = ("username",)
    fields = ("username", "first_name", "last_name", "title", "email", "phone", "is_active")
    export_fields = ("username", "first_name", "last_name", "title", "email", "phone")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        hints = {
            "username": _("Det personen skriver för att logga in. Bokstäver, siffror och @ . + - _"),
            "email": _("Hit går lösenordslänken och påminnelserna."),
            "is_active": _("Ta bort bocken när personen slutar. Historiken finns kvar."),
        }
        if field and db_field.name in hints:
            field.help_text = hints[db_field.name]
        return field

    @admin.display(description=gettext_lazy("kan logga in"), ordering="is_active")
    def active(self, person: User) -> str:
        return _("Ja") if person.is_active else _("Nej")

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    def more(self, request: HttpRequest, thing: Any) -> dict[str, Any]:
        if thing is None:
            return {}
        held = thing.assignments.select_related("organisation", "deputy_for__user").order_by(
            "-valid_from", "pk"
        )
        today = localdate()
        return {
            "assignments": [(each, _holds(each, today)) for each in held],
            "give_url": f"{reverse('admin:organisation_assignment_add')}?user={thing.pk}",
            "link_url": self.address("password_link", thing.pk),
            "related_template": "admin/_roles.html",
        }

    def get_urls(self) -> list[Any]:
        link = path(
            "<int:key>/losenordslank/",
            self.admin_site.admin_view(self.password_link),
            name="organisation_user_password_link",
        )
        return [link, *super().get_urls()]

    def password_link(self, request: HttpRequest, key: int) -> HttpResponse:
        """Send the person a link to choose a password by; posted from the person's page."""
        person = User.objects.filter(pk=key).first()
        if person is None:
            raise Http404
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            send_password_link(person=person, request=request)
            messages.success(request, _("Länken är skickad till %(email)s.") % {"email": person.email})
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        return redirect(self.address("change", person.pk))


def _holds(assignment: Assignment, today: Any) -> bool:
    return assignment.valid_from <= today and (assignment.valid_to is None or assignment.valid_to >= today)


class AssignmentForm(forms.ModelForm):
    """``by`` is the administrator, who may give everybody else a role."""

    by: User

    def clean(self) -> Any:
        cleaned = super().clean()
        if not self.errors:
            for name, value in self.cleaned_data.items():
                setattr(self.instance, name, value)
            check_assignment(assignment=self.instance, by=self.by)
        return cleaned


@admin.register(Assignment)
class AssignmentPages(ExportPages):
    lede = gettext_lazy(
        "Vem som har vilken roll, var och när. "
        "Ta ifrån någon en roll genom att markera raden och välja Avsluta nu."
    )
    form = AssignmentForm
    actions = ("end_now",)
    list_display = ("user", "role", "organisation", "valid_from", "valid_to", "stands_in_for")
    list_filter = ("role",)
    list_select_related = ("user", "organisation", "deputy_for__user")
    search_fields = ("user__username", "user__first_name", "user__last_name", "organisation__short_name")
    ordering = ("user__username", "-valid_from", "pk")
    fields = ("user", "role", "organisation", "valid_from", "valid_to", "deputy_for")
    export_fields = fields

    @admin.display(description=gettext_lazy("ställföreträdare för"))
    def stands_in_for(self, assignment: Assignment) -> str:
        return str(assignment.deputy_for.user) if assignment.deputy_for else ""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A role that was given is ended, not turned into another."""
        return ("user", "role", "organisation", "deputy_for") if obj else ()

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        return type("AssignmentForm", (form,), {"by": request.user})

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "deputy_for":
            kwargs["queryset"] = (
                Assignment.objects.valid_on(localdate())
                .filter(deputy_for=None)
                .select_related("user", "organisation")
                .order_by("user__username", "pk")
            )
        if db_field.name == "organisation":
            kwargs["queryset"] = Organisation.objects.valid_on(localdate()).by_name()
        if db_field.name == "user":
            kwargs["queryset"] = User.objects.filter(is_active=True).order_by("username")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.action(description=gettext_lazy("Avsluta nu"))
    def end_now(self, request: HttpRequest, chosen: Any) -> None:
        """Withdraw the roles that are marked: gone at the next request."""
        for assignment in chosen.select_related("user"):
            try:
                withdraw(assignment=assignment, by=request.user, today=localdate())  # type: ignore[arg-type]  # an administrator
                messages.success(request, _("%(role)s är avslutad.") % {"role": assignment})
            except ValidationError as refusal:
                messages.error(request, " ".join(refusal.messages))
