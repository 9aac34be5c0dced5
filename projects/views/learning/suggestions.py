"""One suggestion of the coordinator's: about what, and whether it came to be."""

from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.ui.views import Action
from projects import access
from projects.domain.suggesting import follow_up_suggestion, keep_suggestion
from projects.forms.learning import FollowUpForm, SuggestionForm
from projects.models import Suggestion
from projects.views.learning.looks import outcome_state
from projects.views.learning.pages import RecordCreate, RecordDetail, RecordEdit, RecordHistory, RecordPage

PLURAL = gettext_lazy("Förslag")


class SuggestionPage(RecordPage):
    model, stem, plural = Suggestion, "suggestion", PLURAL

    def rows(self) -> Any:
        return super().rows().select_related("project", "method", "activity", "network")

    def badges(self) -> list[Any]:
        return [outcome_state(self.record.outcome), *super().badges()]


class SuggestionDetail(SuggestionPage, RecordDetail):
    """``/projekt/larande/forslag/<id>/``"""

    template_name = "projects/suggestion_detail.html"

    def actions(self):
        if not access.may_keep_learning(self.request.user):
            return []
        key = self.record.pk
        return [
            Action(_("Följ upp"), self.address("follow_up", key), icon="ok"),
            Action(_("Ändra"), self.address("edit", key), icon="pen", primary=False),
        ]


class SuggestionHistory(RecordHistory, SuggestionPage):
    """``.../historik/``"""


class SuggestionCreate(RecordCreate):
    """``/projekt/larande/forslag/nytt/``"""

    model, stem, plural = Suggestion, "suggestion", PLURAL
    form_class = SuggestionForm
    title, submit_label = gettext_lazy("Lägg ett förslag"), gettext_lazy("Spara förslaget")
    success_message = gettext_lazy("Förslaget är sparat.")

    def get_initial(self) -> dict[str, Any]:
        return {"made_on": localdate()} | super().get_initial()

    def keep(self, form: SuggestionForm) -> Suggestion:
        return keep_suggestion(suggestion=form.instance, today=localdate())


class SuggestionEdit(RecordEdit):
    """``.../andra/``"""

    model, stem, plural = Suggestion, "suggestion", PLURAL
    form_class = SuggestionForm

    def keep(self, form: SuggestionForm) -> Suggestion:
        return keep_suggestion(suggestion=form.instance, today=localdate())


class SuggestionFollowUp(RecordEdit):
    """``.../uppfoljning/``: held or not, when, by which activity."""

    model, stem, plural = Suggestion, "suggestion", PLURAL
    form_class = FollowUpForm
    submit_label = gettext_lazy("Spara uppföljningen")
    success_message = gettext_lazy("Uppföljningen är sparad.")

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.title = _("Följ upp förslaget")

    def keep(self, form: FollowUpForm) -> Suggestion:
        return follow_up_suggestion(suggestion=form.instance, today=localdate())
