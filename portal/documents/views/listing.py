"""The list of documents."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.documents import access, tables
from portal.documents.filters import DocumentFilter
from portal.documents.models import Document
from portal.ui.exporting import FORMATS
from portal.ui.views import Action, ListPage


class DocumentList(ListPage):
    """``/handlingar/``"""

    title, noun, noun_one = _("Handlingar"), _("handlingar"), _("handling")
    filterset_class = DocumentFilter
    default_sort = "-dated"
    empty_title = _("Inga handlingar än")
    empty_text = _(
        "Här står handlingar till nämnderna: tjänsteutlåtanden, överenskommelser och rapporter. Siffrorna i "
        "dem följer portalen tills handlingen undertecknas."
    )

    def may(self) -> bool:
        return access.may_list(self.request.user)

    def get_queryset(self):
        return Document.objects.for_user(self.request.user)

    def get_columns(self):
        """A file has a column for everything; on the page they would be wider than the page."""
        return tables.COLUMNS if self.is_file else tables.SHOWN

    @property
    def extra(self):
        return {} if self.is_file else tables.BESIDE

    @property
    def is_file(self) -> bool:
        return self.request.GET.get("format") in FORMATS

    def actions(self):
        user, found = self.request.user, []
        if access.may_begin(user):
            found.append(Action(_("Ny handling"), reverse("documents:begin"), icon="plus"))
        if access.may_verify(user):
            found.append(Action(_("Kontrollera en fil"), reverse("documents:verify"), primary=False))
        return found

    @property
    def save_view_url(self) -> str:
        """Where this choice is kept under a name; nothing chosen, nothing to keep."""
        asked = urlencode({"sida": self.request.path, "urval": self.request.GET.urlencode()})
        return f"{reverse('saved:view_create')}?{asked}" if self.request.GET else ""
