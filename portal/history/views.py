"""The tab Historik of a record: a page that any area makes its own by saying which record."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from portal.history.reading import Also
from portal.history.timeline import LIMIT, timeline
from portal.ui.views import PageMixin


class HistoryPage(PageMixin, TemplateView):
    """Who did what with one record, when, why and through which door.

    ::

        class ProjectHistory(HistoryPage):
            children = ("grants", "partnerships")      # reverse foreign keys whose history belongs to it

            def get_thing(self):                        # 404 when the reader may not see it
                return get_object_or_404(Project.objects.for_user(self.request.user), pk=self.kwargs["pk"])

            def breadcrumb(self): ...
    """

    template_name = "history/history.html"
    title: Any = _("Historik")
    children: Sequence[str] = ()

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.thing = self.get_thing()

    def get_thing(self) -> Model:
        """Return the record, found among what the reader may see."""
        raise TypeError(f"{type(self).__name__} says not whose history it shows.")

    def also(self) -> Also:
        """Return events of other models that belong to it and that the reader may see."""
        return ()

    @property
    def lede(self) -> Any:
        return str(self.thing)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entries = timeline(self.thing, reader=self.request.user, children=self.children, also=self.also())
        found = {"thing": self.thing, "entries": entries, "limit": LIMIT}
        return super().get_context_data(**(found | kwargs))
