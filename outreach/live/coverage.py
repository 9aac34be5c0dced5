"""Where somebody was met, and in which language; the materials that there are; what was tried and learnt."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outreach.domain.coverage import Coverage, Question
from outreach.domain.materialcover import There
from outreach.domain.windows import Window
from outreach.models import Initiative, MaterialVersion, Observation
from portal.content.figures import Figure, Unit
from portal.content.live import LiveFigure, LiveTable
from portal.content.saying import number_in_words
from portal.content.tables import Cell, Column, Row, Table
from portal.organisation.common import COMMON_READER

_Kind = Observation.Kind


class CoverageFacts:
    """Languages met in the window, of all districts; materials and observations as they are today."""

    def __init__(self, window: Window, today: date):
        self.window, self.today = window, today

    @cached_property
    def coverage(self) -> Coverage:
        return Coverage(COMMON_READER, self.window, Question(), division="nu", today=self.today)  # type: ignore[arg-type]

    @cached_property
    def initiatives(self) -> list[Initiative]:
        return list(Initiative.objects.by_name().select_related("organisation"))

    @cached_property
    def observations(self) -> list[Observation]:
        """Those handed in, of the window or without a day, kind by kind."""
        seen = Observation.objects.submitted().filter(is_example=False)
        return list(seen.select_related("organisation").order_by("theme", "pk"))

    @cached_property
    def materials(self) -> list[MaterialVersion]:
        rows = MaterialVersion.objects.newest().filter(material__withdrawn_on__isnull=True)
        return list(rows.select_related("material", "language").order_by("material__title", "material", "pk"))

    def of_kind(self, *kinds: str) -> list[Observation]:
        return [each for each in self.observations if each.kind in kinds]


def coverage_figures(facts: CoverageFacts) -> list[LiveFigure]:
    found, group, page = facts.coverage, _("Täckning"), reverse("outreach:coverage")
    met = {code for (_key, code), n in found.counts.items() if n}
    cells = len(found.lines) * len(found.columns)
    return [
        _counted("tackning.sprak", _("Språk som någon har mötts på"), len(met), _("språk"), group, page),
        _counted(
            "tackning.luckor", _("Luckor: stadsdel och språk"), len(found.blanks), _("luckor"), group, page
        ),
        _counted("tackning.rutor", _("Rutor: stadsdel och språk"), cells, _("rutor"), group, page),
    ]


def other_figures(facts: CoverageFacts) -> list[LiveFigure]:
    """How many initiatives, good examples, challenges and materials."""
    initiatives, materials = reverse("outreach:initiative_list"), reverse("outreach:material_list")
    outdated = sum(each.is_outdated(facts.today) for each in facts.materials)
    titles = len({each.material_id for each in facts.materials})
    examples, challenges = facts.of_kind(_Kind.GOOD_EXAMPLE), facts.of_kind(_Kind.CHALLENGE)
    number = len(facts.initiatives)
    noun = ngettext("insats", "insatser", number)
    learnt, made = _("Lärande"), _("Material")
    versions = _("Språkversioner att granska")
    return [
        _counted("insatser.antal", _("Insatser"), number, noun, _("Insatser"), initiatives),
        _counted("insatser.goda-exempel", _("Goda exempel"), len(examples), _("goda exempel"), learnt, ""),
        _counted("insatser.utmaningar", _("Utmaningar"), len(challenges), _("utmaningar"), learnt, ""),
        _counted("insatser.material", _("Material"), titles, _("material"), made, ""),
        _counted("insatser.inaktuellt", versions, outdated, _("språkversioner"), made, materials),
    ]


def _counted(key: str, label: str, number: int, noun: str, group: str, page: str) -> LiveFigure:
    said = f"{number_in_words(number, of_neuter=noun in (_('språk'), _('material')))} {noun}"
    return LiveFigure(key, label, Figure(number, href=page or None), said, group, page)


def coverage_tables(facts: CoverageFacts) -> list[LiveTable]:
    page = f"{reverse('outreach:coverage')}?{urlencode({'rader': 'stadsdel', 'mot': 'sprak'})}"
    table = language_table(facts)
    return [LiveTable("tackning.sprak", str(table.caption), table, _("Täckning"), page)]


def language_table(facts: CoverageFacts) -> Table:
    """A line for each language: how many activities, in how many districts, and whether there is material."""
    found = facts.coverage
    words = {There.CURRENT: _("finns"), There.OUTDATED: _("inaktuellt"), There.MISSING: _("saknas")}
    columns = (
        Column("language", _("Språk"), Unit.TEXT),
        Column("activities", _("Aktiviteter"), sums=False),
        Column("districts", _("Stadsdelsförvaltningar"), sums=False),
        Column("material", _("Material"), Unit.TEXT),
    )
    rows = []
    for code, name in found.columns:
        counts = [found.counts.get((line.key, code), 0) for line in found.lines]
        cells: dict[str, Cell] = {
            "activities": Figure(sum(counts)),
            "districts": Figure(sum(1 for n in counts if n)),
            "material": words[found.material("", code)],
        }
        rows.append(Row(name, cells, key=code))
    caption = _("Språk som uppsökande aktiviteter har hållits på")
    return Table(caption, columns, tuple(rows), subtitle=facts.window.title)


def other_tables(facts: CoverageFacts) -> list[LiveTable]:
    learnt = (_Kind.CHALLENGE, _Kind.IMPROVEMENT), (_Kind.GOOD_EXAMPLE,), (_Kind.CONCLUSION,)
    captions = (_("Utmaningar och utvecklingsområden"), _("Goda exempel"), _("Slutsatser"))
    keys = ("insatser.utmaningar", "insatser.goda-exempel", "insatser.slutsatser")
    found = [
        ("insatser.alla", initiative_table(facts.initiatives), _("Insatser")),
        ("insatser.material", material_table(facts), _("Material")),
        *(
            (key, observation_table(caption, facts.of_kind(*kinds)), _("Lärande"))
            for key, caption, kinds in zip(keys, captions, learnt, strict=True)
        ),
    ]
    return [LiveTable(key, str(table.caption), table, group) for key, table, group in found]


def initiative_table(initiatives: Sequence[Initiative]) -> Table:
    columns = _texts(("name", _("Insats")), ("who", _("Vem")), ("form", _("Form")), ("groups", _("Målgrupp")))
    rows = tuple(
        _words(
            each.name,
            who=each.organisation.short_name if each.organisation else each.organisation_text,
            form=each.form_text,
            groups=each.groups_text,
        )
        for each in initiatives
    )
    return Table(_("Insatser som når nyanlända och personer i utsatta områden"), columns, rows)


def material_table(facts: CoverageFacts) -> Table:
    columns = _texts(("title", _("Material")), ("kind", _("Slag")), ("languages", _("Språk")))
    by_title: dict[str, list[MaterialVersion]] = {}
    for each in facts.materials:
        by_title.setdefault(each.material.title, []).append(each)
    rows = tuple(
        _words(
            title,
            kind=versions[0].material.get_kind_display(),
            languages=", ".join(sorted({version.language.name for version in versions})),
        )
        for title, versions in by_title.items()
    )
    return Table(_("Material att dela ut och visa"), columns, rows)


def observation_table(caption: str, observations: Sequence[Observation]) -> Table:
    columns = _texts(("theme", _("Tema")), ("text", _("Iakttagelse")), ("who", _("Förvaltning")))
    rows = tuple(
        _words(each.theme, text=each.text, who=each.organisation.short_name) for each in observations
    )
    table = Table(caption, columns, rows)
    return table.without("text" if _says_its_theme(observations) else "who")


def _says_its_theme(observations: Sequence[Observation]) -> bool:
    """Whether the theme is all that is told: a source may only name its good examples."""
    return all(each.text.casefold().rstrip(".") == each.theme.casefold() for each in observations)


def _texts(*heads: tuple[str, str]) -> tuple[Column, ...]:
    return tuple(Column(key, title, Unit.TEXT) for key, title in heads)


def _words(label: str, **cells: Any) -> Row:
    return Row(label, {key: text or _("ej redovisat") for key, text in cells.items()})
