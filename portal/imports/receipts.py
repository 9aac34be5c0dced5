"""The receipt of a file that came in by itself, to its owner by e-mail: counts and a link, no figures."""

import logging
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.deadlines.optout import home_address
from portal.imports.models import Batch
from portal.organisation.models import User

log = logging.getLogger(__name__)


def send_receipt(person: User, batch: Batch, name: str) -> None:
    """Say what became of the file, with a link to the receipt or to what is to be put right."""
    words = {"name": name, "new": batch.new, "changed": batch.changed, "bad": batch.bad}
    link = home_address() + reverse("imports:batch", args=[batch.pk])
    if batch.state in Batch.RECEIPTS:
        subject = _("Inläst: %(name)s") % words
        text = _("Filen är inläst: %(new)s nya och %(changed)s ändrade rader.") % words
    else:
        subject = _("Inte inläst: %(name)s") % words
        text = batch.problem or _("Ingenting är inläst. %(bad)s rader ska rättas.") % words
    _send(person, subject, f"{text}\n\n{link}")


def send_refusal(person: User, name: str, why: str) -> None:
    """Say why the file was not even looked at."""
    _send(person, _("Inte inläst: %(name)s") % {"name": name}, why)


def _send(person: User, subject: str, text: str) -> None:
    if not person.email:
        return
    try:
        EmailMessage(subject, text, to=[person.email]).send()
    except (OSError, SMTPException):
        log.warning("Kvittot till %s gick inte att skicka.", person, exc_info=True)
