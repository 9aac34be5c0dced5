"""Map our names to those of the city's follow-up system, once (administration.md 18)."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from portal.content.texts import tidy
from portal.database.refusals import in_words, words_of
from portal.organisation.models import Organisation
from projects.models import FollowUpName, OutcomeMeasure


@transaction.atomic
def name_for_the_system(names: Mapping[Organisation | OutcomeMeasure, str]) -> None:
    """Give each organisation and measure its name there; "" takes the name away.

    ValidationError when a name holds a tab or a line break: it could not stand in the file.
    """
    with in_words():
        for thing, said in names.items():
            _name(thing, tidy(said))


def _name(thing: Organisation | OutcomeMeasure, name: str) -> None:
    if any(sign in name for sign in "\t\r\n"):
        raise ValidationError(words_of("follow_up_name_is_one_line"))
    kind = "organisation" if isinstance(thing, Organisation) else "measure"
    rows = FollowUpName.objects.select_for_update().filter(**{kind: thing})
    if not name:
        rows.delete()
    elif not rows.exclude(name=name).update(name=name) and not rows.exists():
        FollowUpName.objects.create(**{kind: thing, "name": name})
