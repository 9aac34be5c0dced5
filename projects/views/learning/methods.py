"""One method: what it is, where it was made, to whom it is offered and who has taken it up."""

from typing import Any

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.ui.requests import Asked
from portal.ui.views import Action
from projects import access
from projects.domain.spreading import keep_method, keep_spread
from projects.forms.learning import MethodForm, SpreadForm
from projects.models import Method, MethodSpread, Project, Suggestion
from projects.views.learning.looks import outcome_state, spread_state
from projects.views.learning.pages import RecordCreate, RecordDetail, RecordEdit, RecordHistory, RecordPage

PLURAL = gettext_lazy("Metoder")


def seen_projects(user: Any, keys: set[int | None]) -> dict[int, Project]:
    """Return, of the projects with ``keys``, those that ``user`` may see."""
    return Project.objects.for_user(user).in_bulk([key for key in keys if key])


class MethodPage(RecordPage):
    model, stem, plural = Method, "method", PLURAL


class MethodDetail(MethodPage, RecordDetail):
    """``/projekt/larande/metoder/<id>/``"""

    template_name = "projects/method_detail.html"

    def rows(self) -> Any:
        spread = MethodSpread.objects.select_related("organisation").order_by("offered_on", "pk")
        return super().rows().select_related("project__lead").prefetch_related(Prefetch("spread", spread))

    def actions(self):
        found = super().actions()
        if access.may_keep_learning(self.request.user):
            add = self.address("spread_create", self.record.pk)
            found = [Action(_("Erbjud metoden"), add, icon="plus"), *found[:-1], _secondary(found[-1])]
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        spread = list(self.record.spread.all())
        seen = seen_projects(self.request.user, {self.record.project_id, *(s.project_id for s in spread)})
        suggestions = Suggestion.objects.for_user(self.request.user).filter(method=self.record)
        found = {
            "project": seen.get(self.record.project_id),
            "spread": [(each, spread_state(each.status), seen.get(each.project_id)) for each in spread],
            "suggestions": [(each, outcome_state(each.outcome)) for each in suggestions.order_by("pk")],
            "may_keep": access.may_keep_learning(self.request.user),
        }
        return super().get_context_data(**(found | kwargs))


def _secondary(action: Action) -> Action:
    return Action(action.title, action.url, action.icon, primary=False)


class MethodHistory(RecordHistory, MethodPage):
    """``.../historik/``: the method and how it spread."""

    children = ("spread",)


class MethodCreate(RecordCreate):
    """``/projekt/larande/metoder/ny/``"""

    model, stem, plural = Method, "method", PLURAL
    form_class = MethodForm
    title, submit_label = gettext_lazy("Registrera metod"), gettext_lazy("Registrera metoden")
    success_message = gettext_lazy("Metoden är registrerad.")

    def keep(self, form: MethodForm) -> Method:
        return keep_method(method=form.instance)


class MethodEdit(RecordEdit):
    """``.../andra/``"""

    model, stem, plural = Method, "method", PLURAL
    form_class = MethodForm

    def keep(self, form: MethodForm) -> Method:
        return keep_method(method=form.instance)


class SpreadCreate(RecordCreate):
    """``/projekt/larande/metoder/<id>/spridning/``: the method is offered to somebody."""

    model, stem, plural = MethodSpread, "method", PLURAL
    form_class = SpreadForm
    title, submit_label = gettext_lazy("Erbjud metoden"), gettext_lazy("Spara")
    success_message = gettext_lazy("Spridningen är sparad.")
    method: Method

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        visible = Method.objects.for_user(request.user).select_related("programme")
        self.method = get_object_or_404(visible, pk=kwargs["pk"])
        self.found = self.method.programme

    @property
    def cancel_url(self) -> str:
        return self.address("detail", self.method.pk)

    def breadcrumb(self):
        return [*super().breadcrumb(), (str(self.method), self.cancel_url)]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"method": self.method}

    def keep(self, form: SpreadForm) -> MethodSpread:
        return keep_spread(spread=form.instance, today=localdate())

    def get_success_url(self) -> str:
        return f"{self.cancel_url}#spridning"


class SpreadEdit(RecordEdit):
    """``/projekt/larande/metoder/<id>/spridning/<spread>/``: what became of it."""

    model, stem, plural = Method, "method", PLURAL
    form_class = SpreadForm

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.spread = get_object_or_404(self._spread(), pk=kwargs["spread"])
        self.title = _("%(method)s hos %(organisation)s") % {
            "method": self.record,
            "organisation": self.spread.organisation,
        }

    def _spread(self) -> Any:
        return self.record.spread.select_related("organisation")

    def get_object(self, queryset: Any = None) -> MethodSpread:
        if self.request.method != "POST":
            return self.spread
        return get_object_or_404(self._spread().select_for_update(of=("self",)), pk=self.spread.pk)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"method": self.record}

    def keep(self, form: SpreadForm) -> MethodSpread:
        return keep_spread(spread=form.instance, today=localdate())

    def get_success_url(self) -> str:
        return f"{self.address('detail', self.record.pk)}#spridning"
