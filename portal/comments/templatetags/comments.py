"""``{% comments thing %}``: what has been said about a record, and the form to say more. For any page."""

from typing import Any

from django import template
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from portal.comments import access
from portal.comments.forms import CommentForm
from portal.comments.models import Comment

register = template.Library()

SHOWN = 100


@register.inclusion_tag("comments/_comments.html", takes_context=True)
def comments(context: template.Context, thing: Model) -> dict[str, Any]:
    """Show the comments the reader may see, newest first; the page has found ``thing`` for that reader."""
    request = context["request"]
    found = Comment.objects.about(thing).for_user(request.user).select_related("author", "authority")
    kind = ContentType.objects.get_for_model(thing, for_concrete_model=False)
    form = CommentForm() if access.may_comment(request.user) else None
    return {
        "request": request,
        "thing": thing,
        "content_type": kind.pk,
        "found": found.order_by("-written_at", "-pk")[:SHOWN],
        "form": form,
        "csrf_token": context.get("csrf_token"),
    }
