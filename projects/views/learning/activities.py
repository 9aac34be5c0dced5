"""One activity: when, for whom, how many came."""

from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from projects.domain.gathering import keep_activity
from projects.forms.learning import ActivityForm
from projects.models import Activity, Suggestion
from projects.views.learning.looks import activity_state
from projects.views.learning.pages import RecordCreate, RecordDetail, RecordEdit, RecordHistory, RecordPage


class ActivityPage(RecordPage):
    model, stem, plural = Activity, "activity", _("Aktiviteter")

    def rows(self) -> Any:
        return super().rows().select_related("kind", "network")

    def badges(self) -> list[Any]:
        return [activity_state(self.record.status), *super().badges()]


class ActivityDetail(ActivityPage, RecordDetail):
    """``/projekt/larande/aktiviteter/<id>/``"""

    template_name = "projects/activity_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        suggestions = Suggestion.objects.for_user(self.request.user).filter(activity=self.record)
        return super().get_context_data(suggestions=list(suggestions), **kwargs)


class ActivityHistory(RecordHistory, ActivityPage):
    """``.../historik/``"""


class ActivityCreate(RecordCreate):
    """``/projekt/larande/aktiviteter/ny/``"""

    model, stem, plural = Activity, "activity", _("Aktiviteter")
    form_class = ActivityForm
    title, submit_label = _("Registrera aktivitet"), _("Registrera aktiviteten")
    success_message = _("Aktiviteten är registrerad.")

    def keep(self, form: ActivityForm) -> Activity:
        return keep_activity(activity=form.instance, today=localdate())


class ActivityEdit(RecordEdit):
    """``.../andra/``"""

    model, stem, plural = Activity, "activity", _("Aktiviteter")
    form_class = ActivityForm

    def keep(self, form: ActivityForm) -> Activity:
        return keep_activity(activity=form.instance, today=localdate())
