"""The materials as a list, and as a matrix of what is there in which language."""

from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, CharField, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outreach import access
from outreach.models import Language, Material, MaterialVersion
from outreach.states import CURRENT, MATERIALS, MISSING, OUTDATED, WITHDRAWN
from outreach.views.materials.filters import MaterialFilter
from outreach.views.pages import OutreachPage
from portal.database.functions import SwedishKey
from portal.saved.viewing import save_address
from portal.ui import writing
from portal.ui.columns import DAY, Column, Kind, states, words
from portal.ui.views import Action, ListPage

KINDS = {code: capfirst(str(word)) for code, word in Material.Kind.choices}
NAMES = Kind(page=lambda names: writing.text(", ".join(names) or None), export="|".join)


def material_url(row: Any) -> str:
    return reverse("outreach:material_detail", args=[row.pk])


class Materials(OutreachPage, ListPage):
    """What the list and the matrix have in common."""

    noun, noun_one = gettext_lazy("material"), gettext_lazy("material")
    default_sort = "title"
    filterset_class = MaterialFilter
    empty_title = gettext_lazy("Inget material än")
    empty_text = gettext_lazy(
        "Här står vad som delas ut och visas, på vilka språk det finns och när det behöver granskas."
    )

    def get_queryset(self):
        return Material.objects.for_user(self.request.user)

    @property
    def save_view_url(self) -> str:
        return save_address(self.request)

    def head(self) -> list[Column]:
        return [
            Column(
                "title",
                _("Titel"),
                sort=SwedishKey("title"),
                nulls=False,
                head=True,
                link=material_url,
            ),
            Column("kind", _("Slag"), kind=words(KINDS), sort=True),
            Column(
                "owner",
                _("Ägare"),
                source="owner__short_name",
                sort=SwedishKey("owner__short_name"),
                nulls=False,
            ),
        ]

    def new(self) -> list[Action]:
        if not access.keeps_materials(self.request.user):
            return []
        return [Action(_("Lägg till material"), reverse("outreach:material_create"), icon="plus")]


class MaterialList(Materials):
    """``/uppsokande/material/``"""

    title = gettext_lazy("Material")

    def actions(self):
        matrix = Action(_("Visa språk för språk"), reverse("outreach:material_matrix"), primary=False)
        return [matrix, *self.new()]

    def get_columns(self):
        versions = MaterialVersion.objects.filter(material=OuterRef("pk"))
        newest = versions.newest()
        languages = ArraySubquery(
            newest.order_by("language__position", "pk").values("language__name"),
        )
        return [
            *self.head(),
            Column("languages", _("Språk"), source=languages, kind=NAMES, phone="wide"),
            Column(
                "reviewed",
                _("Granskat"),
                source=Subquery(newest.order_by("reviewed_on").values("reviewed_on")[:1]),
                kind=DAY,
                sort=True,
                none=_("inte granskat"),
            ),
            Column("state", _("Läge"), source=self.state(versions), kind=states(MATERIALS.get), sort=True),
        ]

    def state(self, versions: Any) -> Case:
        """How a material stands as a whole: withdrawn, without any version, in part outdated, or there."""
        return Case(
            When(Q(withdrawn_on__lt=self.today), then=Value(WITHDRAWN)),
            When(~Exists(versions), then=Value(MISSING)),
            When(Exists(versions.outdated(self.today)), then=Value(OUTDATED)),
            default=Value(CURRENT),
            output_field=CharField(),
        )


class MaterialMatrix(Materials):
    """``/uppsokande/material/sprak/``: a column for each common language, and for those somebody has."""

    title = gettext_lazy("Material språk för språk")
    lede = gettext_lazy("Det som saknas eller är inaktuellt är det som är kvar att göra.")
    page_size = 100

    def breadcrumb(self):
        return [*super().breadcrumb(), (_("Material"), reverse("outreach:material_list"))]

    def actions(self):
        return self.new()

    @cached_property
    def languages(self) -> list[Language]:
        used = MaterialVersion.objects.filter(material__in=Material.objects.in_use(self.today))
        there = Language.objects.valid_on(self.today).filter(is_common=True).values("pk")
        return list(Language.objects.filter(Q(pk__in=there) | Q(pk__in=used.values("language"))).in_order())

    def get_columns(self):
        return [*self.head(), *(self.column(language) for language in self.languages)]

    def column(self, language: Language) -> Column:
        key, may_add = f"sprak_{language.pk}", access.keeps_materials(self.request.user)
        versions = MaterialVersion.objects.filter(material=OuterRef("pk"), language=language)
        outdated = When(outdated_after__lt=self.today, then=Value(OUTDATED))
        state = Case(outdated, default=Value(CURRENT), output_field=CharField())
        newest = Subquery(versions.order_by("-version").values(state=state)[:1])

        def cell(row: Any) -> SafeString:
            badge = writing.badge(MATERIALS[getattr(row, key)])
            if getattr(row, key) == MISSING and may_add:
                return _to_add(row, language, badge)
            return format_html('<a href="{}#sprak">{}</a>', material_url(row), badge)

        return Column(
            key,
            language.name,
            source=Coalesce(newest, Value(MISSING)),
            kind=states(MATERIALS.get),
            sort=True,
            cell=cell,
        )


def _to_add(row: Any, language: Language, badge: SafeString) -> SafeString:
    address = reverse("outreach:version_create", args=[row.pk])
    return format_html(
        '<a href="{}?sprak={}">{}<span class="visually-hidden"> {}</span></a>',
        address,
        language.code,
        badge,
        _("Lägg till på %(language)s") % {"language": language.name.lower()},
    )
