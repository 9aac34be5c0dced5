"""Lämna in ett projekt: the programme's nämnd receives it, and it is a draft no longer."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.database.refusals import in_words
from portal.organisation.handing_in import hand_in
from portal.organisation.lineage import successor_of
from portal.organisation.models import Organisation, User
from projects.models import Appropriation, Programme, Project


def receiving_committee(programme: Programme, *, on: date) -> Organisation | None:
    """The nämnd that receives the programme's projects on ``on``; None when the programme has none.

    It is the one that holds the programme's case, else the one that last gave it money; if that has ended,
    the one that took over.
    """
    if programme.case:
        return successor_of(programme.case.holder, on=on)
    money = Appropriation.objects.filter(programme=programme).select_related("committee")
    last = money.order_by("-year", "committee").first()
    return successor_of(last.committee, on=on) if last else None


def no_committee() -> str:
    return _("Ingen nämnd kan ta emot projektet. Ge programmet ett ärende eller medel först.")


@transaction.atomic
def hand_in_project(*, project: Project, by: User | None, now: datetime) -> Project:
    """Hand a district's draft in to the programme's nämnd.

    Raises ValidationError when it is handed in already, when what it continues is still a draft, when its
    number was taken in the meantime, or when no nämnd can receive it.
    """
    if project.is_draft:
        _refuse_number(project)
    if project.continues and project.continues.is_draft:
        words = _("Lämna först in projektet som det är en fortsättning på (%(number)s).")
        raise ValidationError({"continues": words % {"number": project.continues.number}})
    committee = receiving_committee(project.programme, on=timezone.localdate(now))
    if committee is None:
        raise ValidationError({"programme": no_committee()})
    with in_words():
        hand_in(draft=project, to=committee, by=by, now=now)
    return project


def _refuse_number(project: Project) -> None:
    """A draft takes no number from anybody: whoever is handed in first has it."""
    others = Project.objects.submitted().filter(programme=project.programme_id, number=project.number)
    if others.exists():
        words = _(
            "Numret %(number)s finns redan på ett inlämnat projekt i programmet. "
            "Ändra utkastets nummer och lämna in igen."
        )
        raise ValidationError({"number": words % {"number": project.number}})
