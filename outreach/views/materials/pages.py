"""One material: shown with its versions, written, withdrawn and taken into use again."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import CreateView, FormView, TemplateView, UpdateView, View

from outreach import access
from outreach.domain.keeping import keep_material, withdraw
from outreach.forms.material import MaterialForm, WithdrawForm, owners_for
from outreach.models import Activity, Language, Material, TargetGroup, Topic
from outreach.states import CURRENT, EXAMPLE, MATERIALS, OUTDATED, WITHDRAWN
from outreach.views.pages import OutreachPage
from portal.content.contacts import refuse_identifying
from portal.history.views import HistoryPage
from portal.saved.formpage import SavesItself
from portal.ui.requests import Asked
from portal.ui.views import Action, CaseWorkMixin

PLURAL = gettext_lazy("Material")
USES_SHOWN = 20


class MaterialsPage(OutreachPage):
    def breadcrumb(self):
        return [*super().breadcrumb(), (PLURAL, reverse("outreach:material_list"))]


class MaterialPage(MaterialsPage):
    """A page about one material: 404 when there is none; ``writes`` is for who keeps it."""

    writes = False

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = Material.objects.for_user(request.user).select_related("owner")
        self.material = get_object_or_404(rows, pk=kwargs["pk"])
        self.cancel_url = reverse("outreach:material_detail", args=[self.material.pk])

    def may(self) -> bool:
        if self.writes:
            return access.may_keep_material(self.request.user, self.material)
        return super().may()

    def breadcrumb(self):
        return [*super().breadcrumb(), (str(self.material), self.cancel_url)]

    def get_success_url(self) -> str:
        return self.cancel_url


class MaterialTabs(MaterialPage):
    """The two pages that show it: Översikt and Historik."""

    @property
    def title(self) -> str:
        return str(self.material)

    def breadcrumb(self):
        return MaterialsPage.breadcrumb(self)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        here = self.request.resolver_match.url_name if self.request.resolver_match else ""
        tabs = [("material_detail", _("Översikt")), ("material_history", _("Historik"))]
        withdrawn = self.material.withdrawn_on is not None and self.material.withdrawn_on < self.today
        found = {
            "material": self.material,
            "badges": [MATERIALS[WITHDRAWN]] * withdrawn + [EXAMPLE] * self.material.is_example,
            "tabs": [
                (title, reverse(f"outreach:{name}", args=[self.material.pk]), name == here)
                for name, title in tabs
            ],
        }
        return super().get_context_data(**(found | kwargs))


class MaterialDetail(MaterialTabs, TemplateView):
    """``/uppsokande/material/<id>/``"""

    template_name = "outreach/material_detail.html"

    @property
    def lede(self) -> str:
        return f"{self.material.get_kind_display().capitalize()}, {self.material.owner}"

    def actions(self):
        if not access.may_keep_material(self.request.user, self.material):
            return []
        pk = self.material.pk
        return [
            Action(_("Ändra"), reverse("outreach:material_edit", args=[pk]), icon="pen", primary=False),
            Action(_("Lägg till språkversion"), reverse("outreach:version_create", args=[pk]), icon="plus"),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = list(
            self.material.versions.select_related("language", "file").order_by(
                "language__position", "language", "-version"
            )
        )
        newest = [v for n, v in enumerate(versions) if n == 0 or versions[n - 1].language_id != v.language_id]
        found = {
            "versions": [(each, self.state(each)) for each in newest],
            "older": [each for each in versions if each not in newest],
            "missing": self.missing({each.language_id for each in newest}),
            "topics": _names(Topic, self.material.topics),
            "groups": _names(TargetGroup, self.material.groups),
            "may_keep": access.may_keep_material(self.request.user, self.material),
            **self.uses(),
        }
        return super().get_context_data(**(found | kwargs))

    def state(self, version: Any) -> Any:
        return MATERIALS[OUTDATED if version.is_outdated(self.today) else CURRENT]

    def missing(self, there: set[int]) -> list[Language]:
        """The common languages it is not there in."""
        common = Language.objects.valid_on(self.today).filter(is_common=True)
        return list(common.exclude(pk__in=there).in_order())

    def uses(self) -> dict[str, Any]:
        visible = Activity.objects.for_user(self.request.user).filter(materials__material=self.material)
        rows = visible.select_related("form", "organisation").newest_first()[: USES_SHOWN + 1]
        found = list(rows)
        return {"uses": found[:USES_SHOWN], "more_uses": len(found) > USES_SHOWN}


class MaterialHistory(HistoryPage, MaterialTabs):
    """``.../historik/``"""

    template_name = "outreach/material_history.html"
    children = ("versions",)

    def get_thing(self) -> Any:
        return self.material

    def breadcrumb(self):
        return MaterialPage.breadcrumb(self)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(title=_("Historik"), lede="", **kwargs)


class MaterialForms(CaseWorkMixin):
    """What registering and changing have in common."""

    model, form_class = Material, MaterialForm
    template_name = "ui/form.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        kept = self.object.owner_id if self.object else None
        owners = owners_for(access.keeps_materials_at(self.request.user), self.today, kept)
        return super().get_form_kwargs() | {"owners": owners, "today": self.today}

    def act(self, form: MaterialForm) -> Material:
        return keep_material(material=form.instance)

    def get_success_url(self) -> str:
        return reverse("outreach:material_detail", args=[self.object.pk])


class MaterialCreate(SavesItself, MaterialForms, MaterialsPage, CreateView):
    """``/uppsokande/material/nytt/``"""

    refuses = staticmethod(refuse_identifying)
    title, submit_label = gettext_lazy("Lägg till material"), gettext_lazy("Spara materialet")
    success_message = gettext_lazy("Materialet är sparat. Lägg till det på de språk det finns.")

    def may(self) -> bool:
        return access.keeps_materials(self.request.user)


class MaterialEdit(MaterialForms, MaterialPage, UpdateView):
    """``.../andra/``: two who save at once are told of each other."""

    writes = True
    title, submit_label = gettext_lazy("Ändra materialet"), gettext_lazy("Spara ändringen")
    success_message = gettext_lazy("Ändringen är sparad.")

    def get_object(self, queryset: Any = None) -> Material:
        if self.request.method != "POST":
            return self.material
        rows = Material.objects.for_user(self.request.user).select_for_update(of=("self",))
        return get_object_or_404(rows, pk=self.material.pk)

    @transaction.atomic
    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().post(request, *args, **kwargs)


class MaterialWithdraw(CaseWorkMixin, MaterialPage, FormView):
    """``.../dra-in/``: the last day it is used."""

    writes = True
    form_class = WithdrawForm
    title, submit_label = gettext_lazy("Sluta använda materialet"), gettext_lazy("Spara sista dagen")
    success_message = gettext_lazy("Sista dagen är sparad. Du kan ta materialet i bruk igen.")

    def get_initial(self) -> dict[str, Any]:
        return {"withdrawn_on": self.material.withdrawn_on or self.today}

    def act(self, form: WithdrawForm) -> Material:
        return withdraw(material=self.material, on=form.cleaned_data["withdrawn_on"])


class MaterialReuse(MaterialPage, View):
    """``.../ta-i-bruk/``"""

    writes = True
    http_method_names = ["post"]

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        withdraw(material=self.material, on=None)
        messages.success(request, _("Materialet används igen."))
        return redirect(self.cancel_url)


def _names(model: Any, codes: list[str]) -> list[str]:
    return list(model.objects.filter(code__in=codes).in_order().values_list("name", flat=True))
