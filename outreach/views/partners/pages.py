"""One partner, and the forms of a cooperation."""

from typing import Any

from django.db import transaction
from django.db.models import Count
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import CreateView, TemplateView, UpdateView

from outreach import access
from outreach.domain.cooperating import keep_cooperation, refuse_persons_contact
from outreach.forms.cooperation import CooperationForm
from outreach.forms.material import owners_for
from outreach.models import Activity, Cooperation
from outreach.states import activity_state
from outreach.views.pages import OutreachPage
from outreach.views.partners.listing import YEAR, visible_partners
from portal.content.texts import as_number
from portal.history.views import HistoryPage
from portal.saved.formpage import SavesItself
from portal.ui.requests import Asked
from portal.ui.views import Action, CaseWorkMixin

SHOWN = 20


class PartnersPage(OutreachPage):
    def breadcrumb(self):
        return [*super().breadcrumb(), (_("Samverkan"), reverse("outreach:partner_list"))]


class PartnerDetail(PartnersPage, TemplateView):
    """``/uppsokande/samverkan/<organisation>/``: what is agreed, and what is done together."""

    template_name = "outreach/partner_detail.html"

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.partner = get_object_or_404(visible_partners(request.user), pk=kwargs["pk"])
        self.title = str(self.partner)

    @property
    def lede(self) -> str:
        return capfirst(self.partner.get_kind_display())

    def actions(self):
        if not access.may_register(self.request.user):
            return []
        address = f"{reverse('outreach:cooperation_create')}?partner={self.partner.pk}"
        return [Action(_("Ny samverkan"), address, icon="plus")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        agreed = Cooperation.objects.for_user(user).filter(partner=self.partner)
        met = Activity.objects.for_user(user).filter(partners__partner=self.partner)
        rows = list(met.select_related("form", "organisation").newest_first()[: SHOWN + 1])
        found = {
            "partner": self.partner,
            "cooperations": [
                (each, access.may_register_at(user, each.organisation_id), self.has_ended(each))
                for each in agreed.select_related("organisation").order_by("organisation__short_name", "pk")
            ],
            "rows": [(row, activity_state(row.state)) for row in rows[:SHOWN]],
            "more": len(rows) > SHOWN,
            "by_district": list(
                met.held()
                .filter(day__gt=self.today - YEAR)
                .order_by()
                .values("organisation__short_name")
                .annotate(n=Count("pk"))
                .order_by("-n", "organisation__short_name")
            ),
        }
        return super().get_context_data(**(found | kwargs))

    def has_ended(self, cooperation: Cooperation) -> bool:
        return cooperation.ends_on is not None and cooperation.ends_on < self.today


class CooperationForms(CaseWorkMixin):
    model, form_class = Cooperation, CooperationForm
    template_name = "outreach/cooperation_form.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        kept = self.object.organisation_id if self.object else None
        districts = owners_for(access.registers_at(self.request.user), self.today, kept)
        return super().get_form_kwargs() | {"districts": districts, "today": self.today}

    def act(self, form: CooperationForm) -> Cooperation:
        return keep_cooperation(cooperation=form.instance)

    def get_success_url(self) -> str:
        return reverse("outreach:partner_detail", args=[self.object.partner_id])


class CooperationCreate(SavesItself, CooperationForms, PartnersPage, CreateView):
    """``/uppsokande/samverkan/ny/?partner=<organisation>``"""

    refuses = staticmethod(refuse_persons_contact)  # the way to a function may be kept
    title, submit_label = gettext_lazy("Ny samverkan"), gettext_lazy("Spara samverkan")
    success_message = gettext_lazy("Samverkan är sparad.")

    def may(self) -> bool:
        return access.may_register(self.request.user)

    def get_initial(self) -> dict[str, Any]:
        partner = as_number(self.request.GET.get("partner", "")) or ""
        return {"partner": partner, "begins_on": self.today} | super().get_initial()


class CooperationPage(PartnersPage):
    """A page about one cooperation the reader may see: else 404."""

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.cooperation = get_object_or_404(self.rows(), pk=kwargs["pk"])
        self.cancel_url = reverse("outreach:partner_detail", args=[self.cooperation.partner_id])

    def rows(self) -> Any:
        return Cooperation.objects.for_user(self.request.user).select_related("organisation", "partner")

    def breadcrumb(self):
        return [*super().breadcrumb(), (str(self.cooperation.partner), self.cancel_url)]


class CooperationEdit(CooperationForms, CooperationPage, UpdateView):
    """``/uppsokande/samverkan/overenskommelse/<id>/andra/``"""

    title, submit_label = gettext_lazy("Ändra samverkan"), gettext_lazy("Spara ändringen")
    success_message = gettext_lazy("Ändringen är sparad.")

    def may(self) -> bool:
        return access.may_register_at(self.request.user, self.cooperation.organisation_id)

    def get_object(self, queryset: Any = None) -> Cooperation:
        if self.request.method != "POST":
            return self.cooperation
        return get_object_or_404(self.rows().select_for_update(of=("self",)), pk=self.cooperation.pk)

    @transaction.atomic
    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().post(request, *args, **kwargs)


class CooperationHistory(HistoryPage, CooperationPage):
    """``/uppsokande/samverkan/overenskommelse/<id>/historik/``"""

    def get_thing(self) -> Any:
        return self.cooperation
