"""A person chooses their own password by a link in an e-mail; nobody else ever knows or sets it."""

from allauth.account.forms import ResetPasswordForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.organisation.models import User


def send_password_link(*, person: User, request: HttpRequest) -> None:
    """Send ``person`` the link. Raises ValidationError when they have no address or may not log in."""
    if not person.email:
        raise ValidationError(_("Personen har ingen e-postadress. Skriv den först, och spara."))
    if not person.is_active:
        raise ValidationError(_("Personen är inaktiv och kan inte logga in."))
    form = ResetPasswordForm({"email": person.email})
    if not form.is_valid():
        raise ValidationError(_("E-postadressen ser inte rätt ut. Rätta den, och spara."))
    form.save(request)
