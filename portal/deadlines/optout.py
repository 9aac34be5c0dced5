"""No more letters, by one link in the letter that works without logging in (RFC 8058).

The link carries the person's key, signed: it can neither be guessed nor used for anything else.
"""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from portal.organisation.models import User

_SALT = "portal.deadlines.brev"


def home_address() -> str:
    """Where the portal is reached from a letter: the first host that settings allow."""
    host = next((host for host in settings.ALLOWED_HOSTS if host != "*"), "127.0.0.1")
    return f"https://{host}" if settings.HTTPS else f"http://{host}:{settings.PORT}"


def stop_token(person: User) -> str:
    """The part of the link that says whose letters it stops."""
    return signing.Signer(salt=_SALT).sign(str(person.pk))


def person_of(token: str) -> User | None:
    """Whose letters the link stops; None for a link nobody was sent."""
    try:
        return User.objects.filter(pk=int(signing.Signer(salt=_SALT).unsign(token))).first()
    except (signing.BadSignature, ValueError, OverflowError):
        return None


def stop_address(person: User) -> str:
    """The link for the letter."""
    return home_address() + reverse("letters:stop", args=[stop_token(person)])


def stop_letters(person: User) -> None:
    """Send the person no more letters. What waits stands on the start page as before."""
    person.wants_digest = False
    person.save(update_fields=["wants_digest"])
