"""One activity: facts, partners, materials and what was learnt; its history; cancelled, struck, undone."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View

from outreach import access
from outreach.domain.cancelling import cancel, restore, strike
from outreach.domain.headcounts import Heads, heads_of
from outreach.forms.cancelling import CancelForm, StrikeForm
from outreach.models import Activity, Language, Observation, TargetGroup, Topic
from outreach.states import EXAMPLE, activity_state
from outreach.tables import adults_words, both, count_words
from outreach.views.listing import INTERNAL
from outreach.views.pages import ActivityPage, activity_url
from portal.disclosures.opening import opens_unmasked
from portal.history.views import HistoryPage
from portal.ui.requests import Asked
from portal.ui.views import Action, CaseWorkMixin

TABS = (("activity_detail", gettext_lazy("Översikt")), ("activity_history", gettext_lazy("Historik")))
COUNT_LABELS = (
    ("women", gettext_lazy("Kvinnor")),
    ("men", gettext_lazy("Män")),
    ("unknown", gettext_lazy("Kön ej noterat")),
)


class ActivitySheet(ActivityPage):
    """What the two tabs of an activity have in common."""

    def may(self) -> bool:
        return access.may_read_outreach(self.request.user)

    @cached_property
    def shows(self) -> bool:
        return access.sees_unmasked(self.request.user, self.activity.organisation_id)

    def breadcrumb(self):
        here = self.request.resolver_match.url_name if self.request.resolver_match else ""
        return super().breadcrumb()[: 1 if here == "activity_detail" else 2]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        here = self.request.resolver_match.url_name if self.request.resolver_match else ""
        tabs = [
            (title, reverse(f"outreach:{name}", args=[self.activity.pk]), name == here)
            for name, title in TABS
            if self.shows or name == "activity_detail"
        ]
        badges = [activity_state(self.activity.state), *([EXAMPLE] if self.activity.is_example else [])]
        found = {
            "title": str(self.activity),
            "activity": self.activity,
            "tabs": tabs if len(tabs) > 1 else [],
            "badges": badges,
        }
        return super().get_context_data(**(found | kwargs))


class ActivityDetail(ActivitySheet, TemplateView):
    """``/uppsokande/<id>/``"""

    template_name = "outreach/activity_detail.html"

    @property
    def lede(self) -> str:
        parts = (self.activity.place, str(self.activity.neighbourhood or ""), str(self.activity.organisation))
        return ", ".join(part for part in parts if part)

    def actions(self):
        user, activity = self.request.user, self.activity
        if not access.may_edit(user, activity):
            return []
        alike = f"{reverse('outreach:activity_create')}?som={activity.pk}"
        found = [Action(_("Gör likadant igen"), alike, icon="plus", primary=False)]
        if activity.state == Activity.State.CANCELLED:
            return found
        waits = activity.state == Activity.State.PLANNED and activity.day <= self.today
        word = _("Skriv hur många som kom") if waits else _("Ändra")
        return [*found, Action(word, reverse("outreach:activity_edit", args=[activity.pk]), icon="pen")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        activity = self.activity
        shows = self.shows or opens_unmasked(self.request)
        screen = heads_of(activity, masked=not shows)
        is_internal = shows and self.request.GET.get("variant") == INTERNAL
        paper = heads_of(activity, masked=not is_internal)
        found = {
            "counts": counts_shown(activity, screen, paper),
            "has_masked": screen.has_masked or paper.has_masked,
            "differs": screen != paper,
            "is_internal": is_internal,
            "named": _named(activity),
            "partners": activity.partners.select_related("partner").order_by("partner__short_name", "pk"),
            "materials": activity.materials.select_related("material").order_by("material__title", "pk"),
            "observations": Observation.objects.for_user(self.request.user)
            .filter(activity=activity)
            .order_by("pk"),
            "may_edit": access.may_edit(self.request.user, activity),
            "planned": activity.state == Activity.State.PLANNED,
            "cancelled": activity.state == Activity.State.CANCELLED,
        }
        return super().get_context_data(**(found | kwargs))


class ActivityHistory(HistoryPage, ActivitySheet):
    """``/uppsokande/<id>/historik/``: for the own district, since earlier counts stand there unmasked."""

    template_name = "outreach/activity_history.html"
    children = ("partners", "materials", "observations")

    def may(self) -> bool:
        return super().may() and self.shows

    def get_thing(self) -> Activity:
        return self.activity

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lede="", **kwargs)


class ActivityCancel(CaseWorkMixin, ActivityPage, FormView):
    """``/uppsokande/<id>/stall-in/``: what is planned is cancelled; what was held by mistake is struck."""

    @property
    def was_held(self) -> bool:
        return self.activity.submitted_at is not None

    @property
    def title(self) -> str:  # type: ignore[override]  # it depends on what the activity is
        return _("Stryk aktiviteten") if self.was_held else _("Ställ in aktiviteten")

    @property
    def submit_label(self) -> str:  # type: ignore[override]
        return self.title

    @property
    def success_message(self) -> str:  # type: ignore[override]
        return _("Aktiviteten är struken.") if self.was_held else _("Aktiviteten är inställd.")

    def get_form_class(self) -> Any:
        return StrikeForm if self.was_held else CancelForm

    @transaction.atomic
    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.activity = locked(self.activity)
        return super().post(request, *args, **kwargs)

    def act(self, form: Any) -> Activity:
        end = strike if self.was_held else cancel
        return end(activity=self.activity, reason=form.cleaned_data["reason"])

    def get_success_url(self) -> str:
        return activity_url(self.activity)


class ActivityRestore(ActivityPage, View):
    """``/uppsokande/<id>/angra/``: undo what was cancelled or struck."""

    http_method_names = ["post"]

    @transaction.atomic
    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            restore(activity=locked(self.activity), by=request.user, now=timezone.now())
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("Ångrat: aktiviteten är som den var."))
        return redirect(activity_url(self.activity))


def locked(activity: Activity) -> Activity:
    """Read the activity anew, for writing: nobody else writes it meanwhile."""
    rows = Activity.objects.select_for_update(of=("self",)).select_related("form", "organisation__parent")
    return rows.get(pk=activity.pk)


def counts_shown(activity: Activity, screen: Heads, paper: Heads) -> list[tuple[Any, Any]]:
    """Return (label, how many) of what the activity's form counts, as on the screen and on paper."""

    def shown(name: str) -> Any:
        return both(*(count_words(getattr(heads, name)) for heads in (screen, paper)))

    if activity.recipients is not None or activity.form.counts == activity.form.Counts.RECIPIENTS:
        return [(_("Mottagare"), shown("recipients"))]
    if activity.form.counts == activity.form.Counts.NOTHING:
        return []
    heads = (_("Deltagare"), both(*(adults_words(heads) for heads in (screen, paper))))
    by_sex = [] if screen.is_range else [(label, shown(name)) for name, label in COUNT_LABELS]
    return [*by_sex, heads, (_("Barn (under 18)"), shown("children"))]


def _named(activity: Activity) -> list[tuple[Any, str]]:
    """Return (label, names) of the activity's codes."""
    lists = ((_("Målgrupp"), TargetGroup, "groups"), (_("Språk"), Language, "languages"))
    return [
        (label, ", ".join(names.get(code, code) for code in getattr(activity, name)))
        for label, model, name in (*lists, (_("Ämnen"), Topic, "topics"))
        for names in [dict(model.objects.values_list("code", "name"))]
    ]
