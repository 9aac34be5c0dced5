"""The publishing list: what may be published, the public variant of each, and when it was."""

from typing import Any

import django_filters
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from portal.database.functions import SwedishKey
from portal.documents import access
from portal.documents.domain import publishing
from portal.documents.forms.aftermath import PublishForm, UnpublishForm
from portal.documents.models import Appendix, Document, Section
from portal.documents.states import STATES
from portal.documents.tables import LISTED, numbers
from portal.documents.views.meetings.page import documents_crumb
from portal.documents.views.page import DocumentPage
from portal.ui.columns import DAY, YES_NO, Column, states
from portal.ui.views import CaseWorkMixin, ListPage


def _crumb() -> tuple[Any, str]:
    return (_("Publicering"), reverse("documents:publish_list"))


def has_secrets() -> Any:
    """Whether something is left out of the public variant."""
    sections = Section.objects.filter(document=OuterRef("pk")).exclude(secrecy_provision="")
    appendices = Appendix.objects.filter(document=OuterRef("pk"), is_secret=True)
    return ExpressionWrapper(Exists(sections) | Exists(appendices), output_field=BooleanField())


def _paper(row: Any) -> Any:
    """Where the public variant is fetched, as a link that says of what."""
    url = reverse("documents:pdf", args=[row.pk])
    words = _("Hämta PDF")
    return format_html(
        '<a href="{}?variant=offentlig">{}<span class="visually-hidden"> {}</span></a>', url, words, row.title
    )


class PublishFilter(django_filters.FilterSet):
    """``?lage=kvar|publicerade``"""

    lage = django_filters.ChoiceFilter(
        label=gettext_lazy("Läge"),
        method="in_state",
        choices=[("kvar", gettext_lazy("Inte publicerade")), ("publicerade", gettext_lazy("Publicerade"))],
        empty_label=gettext_lazy("Alla"),
    )

    class Meta:
        model = Document
        fields: list[str] = []

    def in_state(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(published_on__isnull=value == "kvar")


class PublishList(ListPage):
    """``/handlingar/publicering/``"""

    template_name = "documents/printed_list.html"
    title = gettext_lazy("Publicering")
    lede = gettext_lazy(
        "Handlingar som är utsända med kallelsen. Publicera bara den offentliga varianten: där är det "
        "sekretessmarkerade borta och små tal dolda."
    )
    noun, noun_one = gettext_lazy("handlingar"), gettext_lazy("handling")
    filterset_class = PublishFilter
    default_sort = "-dated"
    empty_title = gettext_lazy("Inget att publicera än")
    empty_text = gettext_lazy("En handling kommer hit när den är undertecknad och utsänd med kallelsen.")

    def may(self) -> bool:
        return access.may_list(self.request.user)

    def breadcrumb(self):
        return [documents_crumb()]

    def get_queryset(self):
        return publishing.publishable().filter(
            pk__in=Document.objects.for_user(self.request.user).values("pk")
        )

    def get_columns(self) -> list[Column]:
        return [
            Column("numbers", _("Diarienummer"), source=numbers(), kind=LISTED),
            Column("title", _("Handling"), sort=SwedishKey("title"), nulls=False, head=True, link=_link),
            Column("dated", _("Datum"), kind=DAY, sort=True),
            Column("state", _("Läge"), kind=states(STATES.get), sort=True),
            Column("secrets", _("Något utelämnat"), source=has_secrets(), kind=YES_NO),
            Column("paper", _("Offentlig variant"), source="pk", cell=_paper, export=lambda row: row.pk),
            Column("published_on", _("Publicerad"), kind=DAY, sort=True, none=_("nej")),
            *([Column("step", _("Nästa steg"), source="pk", cell=_step)] if self.keeps else []),
        ]

    @property
    def keeps(self) -> bool:
        """Files tell no steps, and only those who publish have any."""
        return access.may_publish(self.request.user) and "format" not in self.request.GET


def _link(row: Any) -> str:
    return reverse("documents:detail", args=[row.pk])


def _step(row: Any) -> Any:
    """The step that is next on the list: published, or not any longer."""
    name, words = ("unpublish", _("Avpublicera")) if row.published_on else ("publish", _("Publicera"))
    url = reverse(f"documents:{name}", args=[row.pk])
    return format_html('<a href="{}">{}<span class="visually-hidden"> {}</span></a>', url, words, row.title)


class _PublishStep(DocumentPage, CaseWorkMixin, FormView):
    """A step of the publishing list, by those who register for the document."""

    def may(self) -> bool:
        return access.may_register(self.request.user, self.document)

    def get_success_url(self) -> str:
        return reverse("documents:publish_list")

    @property
    def cancel_url(self) -> str:
        return reverse("documents:publish_list")

    def breadcrumb(self):
        return [documents_crumb(), _crumb()]


class Publish(_PublishStep):
    """``/handlingar/<id>/publicera/``"""

    form_class = PublishForm
    states = publishing.PUBLISHED_STATES
    title = gettext_lazy("Publicera")
    submit_label = gettext_lazy("Markera som publicerad")
    success_message = gettext_lazy("Handlingen är markerad som publicerad.")

    def get_initial(self) -> dict[str, Any]:
        return {"on": self.today}

    def act(self, form: PublishForm) -> Document:
        told: dict[str, Any] = {"by": self.request.user, "today": self.today, "now": timezone.now()}
        return publishing.publish(document=self.document, on=form.cleaned_data["on"], **told)


class Unpublish(_PublishStep):
    """``/handlingar/<id>/avpublicera/``"""

    form_class = UnpublishForm
    states = Document.FROZEN_STATES
    title = gettext_lazy("Avpublicera")
    lede = gettext_lazy("Ta bort handlingen där den är publicerad, och skriv varför.")
    submit_label = gettext_lazy("Markera som avpublicerad")
    success_message = gettext_lazy("Handlingen är markerad som avpublicerad.")

    def act(self, form: UnpublishForm) -> Document:
        told: dict[str, Any] = {"by": self.request.user, "today": self.today, "now": timezone.now()}
        return publishing.withdraw_publication(document=self.document, why=form.cleaned_data["why"], **told)
