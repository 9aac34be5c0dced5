"""A comment is posted from the page it is about; a refused one comes back on a page of its own."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from portal.comments import access
from portal.comments.forms import AuthorCommentForm
from portal.comments.models import Comment
from portal.comments.writing import write_comment
from portal.ui.views import CaseWorkMixin


def visible_thing(request: HttpRequest, content_type: int, key: int) -> Model:
    """Return the record commented on, by its own ``for_user``; 404 when the reader may not see it.

    A comment is none: who may see one is decided by the page it stands on, which nobody has asked for here.
    """
    kind = get_object_or_404(ContentType, pk=content_type)
    model: Any = kind.model_class()
    rows = model._default_manager.all() if model else None
    if model is Comment or not hasattr(rows, "for_user"):
        raise Http404
    return get_object_or_404(rows.for_user(request.user), pk=key)


class CommentCreate(CaseWorkMixin, FormView):
    """``/kommentarer/<what kind>/<which>/``; ``?tillbaka=`` is the page it was written on."""

    form_class = AuthorCommentForm
    title, submit_label = gettext_lazy("Skriv en kommentar"), gettext_lazy("Spara kommentaren")
    success_message = gettext_lazy("Kommentaren är sparad.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.thing = visible_thing(request, kwargs["content_type"], kwargs["pk"])
        asked = request.GET.get("tillbaka", "")
        safe = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()})
        self.cancel_url = asked if safe else "/"

    def may(self) -> bool:
        return access.may_comment(self.request.user)

    @property
    def lede(self) -> str:
        return _("Om: %(thing)s") % {"thing": self.thing}

    def get_form_kwargs(self) -> dict[str, Any]:
        authorities = access.authorities_of(self.request.user, today=localdate())
        return super().get_form_kwargs() | {"authorities": authorities}

    def act(self, form: Any) -> Any:
        return write_comment(about=self.thing, by=self.request.user, now=now(), **form.cleaned_data)

    def get_success_url(self) -> str:
        return f"{self.cancel_url}#kommentarer"
