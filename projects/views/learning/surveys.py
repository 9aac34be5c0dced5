"""One survey: what was asked, who has answered and who has not, and the answers."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from portal.content.writers import table_response
from portal.ui.exporting import FORMATS
from portal.ui.requests import Asked
from portal.ui.views import Action
from projects import access
from projects.domain.surveying import close_survey, keep_survey
from projects.forms.learning import SurveyForm
from projects.models import Survey
from projects.views.learning.looks import SURVEYS, survey_code
from projects.views.learning.pages import (
    NounPage,
    RecordCreate,
    RecordDetail,
    RecordEdit,
    RecordHistory,
    RecordPage,
)
from projects.views.learning.replies import sheet_of

PLURAL = gettext_lazy("Enkäter")


class SurveyPage(RecordPage):
    model, stem, plural = Survey, "survey", PLURAL

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.asked_anybody = self.record.replies.exists()

    def badges(self) -> list[Any]:
        code = survey_code(closed=self.record.closed_on is not None, asked=self.asked_anybody)
        return [SURVEYS[code], *super().badges()]


class SurveyDetail(SurveyPage, RecordDetail):
    """``/projekt/larande/enkater/<id>/``; ``?format=csv|xlsx`` gives the answers, a row for each district."""

    template_name = "projects/survey_detail.html"

    def get(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.sheet = sheet_of(self.record, request.user)
        if (wanted := request.GET.get("format")) in FORMATS:
            return table_response(self.sheet.table(), str(wanted), f"enkat-{self.record.pk}")
        return super().get(request, *args, **kwargs)

    def actions(self):
        found = [
            Action(
                _("Svara på enkäten") if not line.has_begun else _("Fortsätt svara"),
                line.edit_url,
                icon="pen",
            )
            for line in self.sheet.lines
            if line.may_answer
        ]
        more = super().actions()
        return [*found, *(Action(a.title, a.url, a.icon, primary=not found) for a in more)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        keeps = access.may_keep_learning(self.request.user)
        may_close = keeps and self.asked_anybody and self.record.closed_on is None
        return super().get_context_data(sheet=self.sheet, may_close=may_close, **kwargs)


class SurveyHistory(RecordHistory, SurveyPage):
    """``.../historik/``: the survey and its questions. What a district wrote stands in its own reply."""

    children = ("questions",)


class SurveyCreate(RecordCreate):
    """``/projekt/larande/enkater/ny/``"""

    model, stem, plural = Survey, "survey", PLURAL
    form_class = SurveyForm
    title, submit_label = gettext_lazy("Skicka en enkät"), gettext_lazy("Skicka enkäten")
    success_message = gettext_lazy("Enkäten är skickad. De tillfrågade ser den på sin startsida.")

    def keep(self, form: SurveyForm) -> Survey:
        return keep_survey(survey=form.instance, questions=form.asked(), to=form.cleaned_data["to"])


class SurveyEdit(RecordEdit):
    """``.../andra/``"""

    model, stem, plural = Survey, "survey", PLURAL
    form_class = SurveyForm

    def keep(self, form: SurveyForm) -> Survey:
        return keep_survey(survey=form.instance, questions=form.asked(), to=form.cleaned_data["to"])


class SurveyClose(NounPage, View):
    """``.../stang/``: who has not answered will not."""

    model, stem, plural = Survey, "survey", PLURAL

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.record = get_object_or_404(self.rows(), pk=kwargs["pk"])

    def may(self) -> bool:
        return access.may_keep_learning(self.request.user)

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            close_survey(survey=self.record, today=localdate())
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("Enkäten är stängd. Svaren som är inlämnade finns kvar."))
        return redirect("projects:survey_detail", pk=self.record.pk)
