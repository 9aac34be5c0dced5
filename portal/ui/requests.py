"""What a page is asked with: LoginRequired has seen to it that somebody is logged in."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from portal.organisation.models import User


class Asked(HttpRequest):
    """A request from a person who is logged in; only the type checker tells it from any other."""

    user: "User"
