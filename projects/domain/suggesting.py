"""Keep what the coordinator suggests, and follow up whether it came to be."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.domain.recording import record_thing, refuse_future
from projects.domain.spreading import refuse_foreign
from projects.models import Suggestion

THINGS = {
    "method": gettext_lazy("Metoden hör till ett annat program."),
    "activity": gettext_lazy("Aktiviteten hör till ett annat program."),
    "network": gettext_lazy("Nätverket hör till ett annat program."),
}


def keep_suggestion(*, suggestion: Suggestion, today: date) -> Suggestion:
    """Save a new or changed suggestion. Raises ValidationError with {field: messages}."""
    refuse_future(today=today, made_on=suggestion.made_on)
    refuse_foreign(suggestion.project, suggestion.programme, "project")
    _refuse_other_programmes(suggestion)
    return record_thing(suggestion)


def follow_up_suggestion(*, suggestion: Suggestion, today: date) -> Suggestion:
    """Save how it went: held (by which activity or network), not held, or waiting still.

    Raises ValidationError with {field: messages}: a follow-up without its day, or one that has not been.
    """
    refuse_future(today=today, outcome_on=suggestion.outcome_on)
    if suggestion.outcome == Suggestion.Outcome.WAITING:
        suggestion.outcome_on, suggestion.outcome_note = None, ""
        suggestion.activity = suggestion.network = None
    elif suggestion.outcome_on is None:
        raise ValidationError({"outcome_on": _("Skriv dagen du följde upp förslaget.")})
    if suggestion.outcome == Suggestion.Outcome.NOT_HELD and (suggestion.activity or suggestion.network):
        words = _("Ett förslag som inte genomfördes har ingen aktivitet och inget nätverk.")
        raise ValidationError({"outcome": words})
    _refuse_other_programmes(suggestion)
    return record_thing(suggestion)


def _refuse_other_programmes(suggestion: Suggestion) -> None:
    wrong = {}
    for name, words in THINGS.items():
        thing: models.Model | None = getattr(suggestion, name)
        if thing is not None and thing.programme_id != suggestion.programme_id:  # type: ignore[attr-defined]
            wrong[name] = words
    if wrong:
        raise ValidationError(wrong)
