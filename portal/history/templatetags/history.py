"""``{% timeline thing children="numbers takeovers" limit=5 %}``: the latest events, for a side column."""

from typing import Any

from django import template
from django.db.models import Model

from portal.history.timeline import timeline as read

register = template.Library()


@register.inclusion_tag("history/_timeline.html", takes_context=True)
def timeline(context: template.Context, thing: Model, children: str = "", limit: int = 5) -> dict[str, Any]:
    """Show the newest entries; the page has already found ``thing`` among what the reader may see."""
    entries = read(thing, reader=context["request"].user, children=children.split(), limit=limit * 4)
    return {"entries": entries[:limit], "short": True}
