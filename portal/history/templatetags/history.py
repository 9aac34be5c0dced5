"""``{% timeline thing children="numbers takeovers" limit=5 %}``: the latest events, for a side column."""

from typing import Any

from django import template
from django.db.models import Model

from portal.history.latest import latest

register = template.Library()


@register.inclusion_tag("history/_latest.html", takes_context=True)
def timeline(context: template.Context, thing: Model, children: str = "", limit: int = 5) -> dict[str, Any]:
    """Show the newest lines; the page has already found ``thing`` among what the reader may see."""
    reader = context["request"].user
    return {"lines": latest(thing, reader=reader, children=children.split(), limit=limit)}
