"""``{% saved_views %}``: on a list, the reader's own views of it and the link that saves this one."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from portal.saved.models import SavedView
from portal.saved.viewing import kept_query

register = template.Library()


@register.inclusion_tag("saved/_views.html", takes_context=True)
def saved_views(context: template.Context) -> dict[str, Any]:
    """Show the views kept for this page; the one that is open is marked."""
    request = context["request"]
    query = kept_query(request.GET.urlencode())
    views = SavedView.objects.filter(user=request.user, path=request.path).order_by("name", "pk")
    asked = urlencode({"sida": request.path, "urval": query})
    return {
        "views": [(view, view.query == query) for view in views],
        "save_url": f"{reverse('saved:view_create')}?{asked}",
        "filtered": bool(query),
    }
