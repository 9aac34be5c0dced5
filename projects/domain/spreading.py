"""Keep methods, and how they spread: offered to whom, taken up or not, and where."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from projects.domain.recording import record_thing, refuse_future
from projects.models import Method, MethodSpread, Programme, Project


def keep_method(*, method: Method) -> Method:
    """Save a new or changed method. Raises ValidationError with {field: messages}."""
    refuse_foreign(method.project, method.programme, "project")
    return record_thing(method)


def keep_spread(*, spread: MethodSpread, today: date) -> MethodSpread:
    """Save that a method is offered to an organisation, and what became of it.

    Raises ValidationError with {field: messages}: days that have not been, an answer before the offer, a
    project that is led by somebody else, the same offer twice.
    """
    refuse_future(today=today, offered_on=spread.offered_on, answered_on=spread.answered_on)
    if spread.project and spread.project.lead_id != spread.organisation_id:
        words = _("Projektet leds av någon annan än den organisation du har valt.")
        raise ValidationError({"project": words})
    if spread.project and spread.status != MethodSpread.Status.TAKEN_UP:
        raise ValidationError({"project": _("Välj projekt bara när metoden har tagits upp.")})
    return record_thing(spread)


def refuse_foreign(project: Project | None, programme: Programme, field: str) -> None:
    """Raise ValidationError under ``field`` when ``project`` is of another programme, or still a draft."""
    if project and (project.programme_id != programme.pk or project.is_draft):
        raise ValidationError({field: _("Välj ett inlämnat projekt i samma program.")})
