"""The portal's own tags and filters, at hand in every template (a builtin library)."""

from collections.abc import Collection, Mapping
from typing import Any

from crispy_forms.utils import render_crispy_form
from django import forms, template
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.content.papers import Paper
from portal.ui import addresses, datatables, layout, papers, writing

register = template.Library()

register.filter("tkr", writing.tkr)
register.filter("kr", writing.kr)
register.filter("number", writing.number)
register.filter("day", writing.day)
register.filter("moment", writing.moment)
register.filter("yes_no", writing.yes_no)
register.filter("reported", writing.text)
register.simple_tag(writing.icon, name="icon")
register.simple_tag(writing.badge, name="badge")
register.simple_tag(datatables.figure, name="figure")

MESSAGES = {"success": ("success", "ok"), "warning": ("warning", "warn"), "error": ("danger", "bad")}


@register.filter
def message_tone(level: str) -> str:
    """Return the alert's tone for a message's level."""
    return MESSAGES.get(level, ("info", "info"))[0]


@register.filter
def message_icon(level: str) -> str:
    return MESSAGES.get(level, ("info", "info"))[1]


@register.filter
def written(column: Any, value: Any) -> SafeString:
    """Write ``value`` as its column does: ``{{ column|written:sum }}``."""
    return column.written(value)


@register.simple_tag(takes_context=True)
def with_query(context: template.Context, **changes: Any) -> str:
    """Return "?..." of this page with changes: ``{% with_query indelning="nu" %}``; None takes away."""
    request = context.get("request")
    return addresses.with_query(request.GET if request else QueryDict(), **changes)


@register.simple_block_tag
def how(content: str, title: str = "", open: bool = False, printed: bool = False) -> SafeString:
    """Fold an explanation: ``{% how %}<p>...</p>{% endhow %}``, headed "Så räknades det" or ``title``.

    What is folded is left out on paper, unless ``printed``.
    """
    return format_html(
        '<details class="{}"{}><summary>{}{}</summary><div class="how-body">{}</div></details>',
        "how on-paper" if printed else "how",
        SafeString(" open") if open else "",
        writing.icon("right"),
        title or _("Så räknades det"),
        content,
    )


@register.simple_tag(takes_context=True)
def form_fields(context: template.Context, form: forms.BaseForm) -> SafeString:
    """Draw a form's fields in the one form shape (portal.ui.layout)."""
    layout.dress(form)
    return render_crispy_form(form, getattr(form, "helper", None) or layout.one_column(), context.flatten())


@register.simple_tag
def print_button() -> SafeString:
    """Write a button that prints the page; it shows itself only where a script can do it."""
    return format_html(
        '<button class="btn" type="button" data-print hidden>{}{}</button>',
        writing.icon("print"),
        _("Skriv ut"),
    )


@register.inclusion_tag("ui/_error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """List what must be put right, each line leading to its field; nothing when nothing is wrong."""
    return {"errors": layout.errors_of(form) if form.is_bound else []}


@register.inclusion_tag("ui/_data_table.html", takes_context=True)
def data_table(
    context: template.Context,
    table: Any,
    name: str = "tabell",
    sorts: bool = False,
    region: str = "",
    hides_caption: bool = False,
) -> dict[str, Any]:
    """Draw a content.Table with its notes and explanation; ``sorts``: its headings are links (?sortera=),
    ``region``: what its box is called where the caption is not its own on the page, ``hides_caption``: only
    those who cannot see the page are told it."""
    request = context.get("request")
    params = request.GET if sorts and request else None
    asks = context.get("ask_unmasked")  # portal.home.context says where, to who may
    ask_url = asks(str(table.caption)) if asks and datatables.is_masked(table) else ""
    return datatables.show(table, name=name, params=params) | {
        "ask_url": ask_url,
        "region": region,
        "hides_caption": hides_caption,
    }


@register.inclusion_tag("papers/_paper.html", takes_context=True)
def paper(
    context: template.Context,
    paper: Paper,
    name: str = "handling",
    changed: Collection[str] = (),
    beside: Mapping[str, SafeString] | None = None,
) -> dict[str, Any]:
    """Draw a content.Paper as a sheet; ``changed``: keys of live figures to mark as changed, ``beside``: what
    stands under a heading on this page alone, by its id."""
    asks = {key: context[key] for key in ("request", "ask_unmasked") if key in context}
    return papers.show(paper, name=name, changed=changed, beside=beside) | asks


@register.inclusion_tag("ui/_ask_link.html", takes_context=True)
def ask_link(context: template.Context) -> dict[str, Any]:
    """Write the link to ask for what is masked, to who may, where no content.Table does it already."""
    asks = context.get("ask_unmasked")
    return {"ask_url": asks(str(context.get("title", ""))) if asks else ""}
