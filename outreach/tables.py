"""The columns of the list of activities, said once: page, print and file are all made from them."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outreach.domain.headcounts import Count, Heads, heads_of
from outreach.domain.refusing import COUNTS
from outreach.models import Activity, Language, TargetGroup, WorkForm
from outreach.states import EXAMPLE, activity_state
from portal.content.figures import MASKED, Unit
from portal.database.functions import SwedishKey
from portal.money import write_int
from portal.ui import writing
from portal.ui.columns import DAY, Column, Expression, Kind, states

EXTRA: dict[str, Expression] = {name: name for name in COUNTS} | {
    "organisation_id": "organisation_id",
    "neighbourhood": "neighbourhood__name",
    "is_example": "is_example",
    "counts": "form__counts",
}
HELD = (Activity.State.HELD, Activity.State.REPORTED)
NOT_ASKED = mark_safe('<span class="muted">–</span>')
#: said of a row: may its small counts be shown here?
Opens = Callable[[Any], bool]
COUNTED = Kind(css="num", unit=Unit.COUNT)


def activity_columns(*, page: Opens, out: Opens, several: bool) -> list[Column]:
    """Return the columns. ``page``: whether a row's small counts are shown on the screen, ``out``: whether
    they go into print and file. ``several`` districts: a column says which."""
    groups, languages = (dict(model.objects.values_list("code", "name")) for model in (TargetGroup, Language))
    return [
        Column("day", gettext_lazy("Datum"), kind=DAY, sort=True, nulls=False),
        FORM,
        Column("place", gettext_lazy("Plats"), cell=_place, export=_place),
        *([DISTRICT] if several else []),
        _coded("groups", gettext_lazy("Målgrupp"), groups),
        _coded("languages", gettext_lazy("Språk"), languages),
        _heads("women", gettext_lazy("Kvinnor"), page, out, phone="skip"),
        _heads("men", gettext_lazy("Män"), page, out, phone="skip"),
        _adults(page, out),
        _heads("children", gettext_lazy("Barn"), page, out, label=gettext_lazy("Barn (under 18)")),
        Column("state", gettext_lazy("Läge"), kind=states(activity_state), sort=True, nulls=False),
    ]


def count_words(count: Count) -> SafeString | str:
    """Write a count: a number, ".." or "ej redovisat"."""
    return MASKED.value if count is MASKED else writing.number(count)  # type: ignore[arg-type]  # an int or None


def both(screen: Any, paper: Any) -> SafeString | str:
    """Write what the screen shows, and on paper what may leave the house, where they differ."""
    if screen == paper:
        return writing.text(screen)
    return format_html(
        '<span class="no-print">{}</span><span class="print-only-inline">{}</span>', screen, paper
    )


def _heads(name: str, title: Any, page: Opens, out: Opens, **more: Any) -> Column:
    def cell(row: Any) -> SafeString | str:
        if not _asked(row, name):
            return NOT_ASKED
        screen, paper = (getattr(heads_of(row, masked=not opens(row)), name) for opens in (page, out))
        return both(count_words(screen), count_words(paper))

    def export(row: Any) -> Any:
        return getattr(heads_of(row, masked=not out(row)), name)

    return Column(f"col_{name}", title, source=name, kind=COUNTED, cell=cell, export=export, **more)


def _adults(page: Opens, out: Opens) -> Column:
    def cell(row: Any) -> SafeString | str:
        if not _asked(row, "recipients"):
            return NOT_ASKED
        return both(*(adults_words(heads_of(row, masked=not opens(row))) for opens in (page, out)))

    def export(row: Any) -> Any:
        heads = heads_of(row, masked=not out(row))
        if heads.is_range or heads.recipients is not None:
            return str(adults_words(heads)).replace("\u00a0", "")
        return heads.adults

    return Column(
        "col_adults", gettext_lazy("Deltagare"), source="unknown", kind=COUNTED, cell=cell, export=export
    )


def _asked(row: Any, name: str) -> bool:
    """Whether anybody was to tell it: not of what is planned or cancelled, nor heads of what is sent out."""
    counts = WorkForm.Counts
    if row.state not in HELD or row.counts == counts.NOTHING:
        return False
    return row.counts == counts.HEADS or name == "recipients"


def adults_words(heads: Heads) -> SafeString | str:
    """Say how many came: a number, "10–20", or how many a letter went to."""
    if heads.is_range:
        return f"{_shown(heads.lowest)}–{_shown(heads.highest)}"
    if heads.recipients is not None:
        return _("%(number)s mottagare") % {"number": _shown(heads.recipients)}
    return count_words(heads.adults)


def _shown(count: Count) -> str:
    return write_int(count) if isinstance(count, int) else MASKED.value


def _coded(name: str, title: Any, names: dict[str, str]) -> Column:
    def written(row: Any) -> str:
        return ", ".join(names.get(code, code) for code in getattr(row, name))

    def export(row: Any) -> str:
        return "|".join(names.get(code, code) for code in getattr(row, name))

    return Column(name, title, cell=written, export=export)


def _form(row: Any) -> SafeString:
    badge = writing.badge(EXAMPLE) if row.is_example else ""
    return format_html(
        '<a href="{}">{}</a> {}', reverse("outreach:activity_detail", args=[row.pk]), row.form, badge
    )


def _form_out(row: Any) -> str:
    return f"{row.form} ({EXAMPLE.word})" if row.is_example else row.form


def _place(row: Any) -> str:
    return ", ".join(part for part in (row.place, row.neighbourhood) if part)


FORM = Column(
    "form",
    gettext_lazy("Form"),
    source="form__name",
    sort=SwedishKey("form__name"),
    nulls=False,
    head=True,
    cell=_form,
    export=_form_out,
)
DISTRICT = Column(
    "organisation",
    gettext_lazy("Stadsdelsförvaltning"),
    source="organisation__short_name",
    sort=SwedishKey("organisation__short_name"),
    nulls=False,
)
