"""``{% saved_views %}``: on a list, the reader's own views of it and the link that saves this one."""

from typing import Any

from django import template

from portal.saved.models import SavedView
from portal.saved.viewing import kept_query, save_address

register = template.Library()


@register.inclusion_tag("saved/_views.html", takes_context=True)
def saved_views(context: template.Context, save: bool = True) -> dict[str, Any]:
    """Show the views kept for this page; the one that is open is marked.

    ``save=False``: the page has the link that saves this one elsewhere.
    """
    request = context["request"]
    query = kept_query(request.GET.urlencode())
    views = SavedView.objects.filter(user=request.user, path=request.path).order_by("name", "pk")
    return {
        "views": [(view, view.query == query) for view in views],
        "save_url": save_address(request),
        "filtered": bool(query) and save,
    }
