"""What the pages about one section have in common: it stands in a document the reader sees."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from portal.documents import access
from portal.documents.models import Document, Section
from portal.documents.views.page import DocumentPage
from portal.ui.requests import Asked


class SectionPage(DocumentPage):
    """``self.section`` of ``self.document`` (else 404), while the document can be written."""

    states = Document.WRITABLE_STATES

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = Section.objects.select_related("administration", "saved_by", "ready_by")
        self.section: Section = get_object_or_404(rows, document=self.document, pk=kwargs["section"])
        self.section.document = self.document

    def may(self) -> bool:
        return access.may_write_section(self.request.user, self.section)

    def at(self, name: str, **kwargs: Any) -> str:
        """The address of a page about the section."""
        keys = {"pk": self.document.pk, "section": self.section.pk} | kwargs
        return reverse(f"documents:{name}", kwargs=keys)

    @property
    def title(self) -> str:
        return self.section.heading

    @property
    def editor_url(self) -> str:
        return self.at("section_edit")

    def breadcrumb(self):
        return [*super().breadcrumb()]


class OfSection(SectionPage):
    """A page one comes to from the section's own."""

    @property
    def cancel_url(self) -> str:
        return self.editor_url

    def get_success_url(self) -> str:
        return self.editor_url

    def breadcrumb(self):
        return [*super().breadcrumb(), (self.section.heading, self.editor_url)]
