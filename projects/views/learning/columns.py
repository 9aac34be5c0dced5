"""The columns of the lists in Lärande, said once: page, sums and export are all made from them."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, CharField, Count, Exists, F, IntegerField, OuterRef, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat, NullIf
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _

from portal.database.functions import SwedishKey
from portal.organisation.models import User
from portal.ui import writing
from portal.ui.columns import COUNT, DAY, YES_NO, Column, Kind, states, words
from projects.models import MethodSpread, NetworkMember, Project, Suggestion, SurveyReply
from projects.models.dating import say_spans
from projects.models.learning import joined
from projects.views.learning import looks


def _word(value: str | None) -> SafeString:
    return writing.text(capfirst(value) if value else None)


def _number(value: int | None) -> SafeString:
    return writing.text("" if value is None else value)


WORD = Kind(page=_word, export=lambda value: capfirst(value) if value else None)
FREE = Kind(page=lambda value: writing.text(value or None), export=lambda value: value or None)
NAMES = Kind(page=lambda names: writing.text(", ".join(names) or None), export="|".join)
DATES = Kind(page=lambda text: writing.text(say_spans(text)), export=lambda text: text or None)
NUMBER = Kind(page=_number, css="nowrap")

PROGRAMME = Column(
    "programme", _("Program"), source="programme__name", sort=SwedishKey("programme__name"), nulls=False
)


def _head(stem: str, key: str, title: Any) -> Column:
    """Return the column that names the row and leads to its page."""
    overview = f"projects:{stem}_list"
    return Column(
        key,
        title,
        sort=SwedishKey(key),
        nulls=False,
        head=True,
        link=lambda row: f"{reverse(overview)}{row.pk}/",
    )


def _kind() -> Column:
    return Column(
        "kind", _("Slag"), source="kind__name", kind=WORD, sort=SwedishKey("kind__name"), nulls=False
    )


def counted(rows: Any, key: str) -> Combinable:
    """Return how many of ``rows`` point at the row by ``key``; 0 when none does."""
    found = rows.filter(**{key: OuterRef("pk")}).order_by().values(key).annotate(n=Count("pk")).values("n")
    return Case(
        When(Exists(rows.filter(**{key: OuterRef("pk")})), then=Subquery(found)),
        default=Value(0),
        output_field=IntegerField(),
    )


def network_columns() -> list[Column]:
    of_network = NetworkMember.objects.filter(network=OuterRef("pk")).order_by("position", "pk")
    names = ArraySubquery(
        of_network.values(said=joined(F("organisation__short_name"), NullIf("name", Value(""))))
    )
    members = counted(NetworkMember.objects, "network")
    return [
        _head("network", "name", _("Nätverk")),
        _kind(),
        Column("members", _("Antal medlemmar"), source=members, kind=COUNT, sort=True, nulls=False),
        Column("names", _("Medlemmar"), source=names, kind=NAMES, phone="wide"),
        Column("note", _("Anteckning"), kind=FREE, phone="wide"),
        Column("status", _("Läge"), kind=states(looks.network_state), sort=True),
    ]


def activity_columns() -> list[Column]:
    return [
        Column("number", _("Nr"), sort=True, phone="skip", kind=NUMBER),
        Column("dates", _("Datum"), kind=DATES, sort="begins"),
        _head("activity", "title", _("Aktivitet")),
        _kind(),
        Column("audience", _("För vem"), kind=FREE, phone="wide"),
        Column("participants", _("Deltagare"), kind=COUNT, sort=True, total=True),
        Column(
            "in_competence_programme", _("Kompetens"), kind=YES_NO, sort=True, label=_("Kompetensprogrammet")
        ),
        Column("status", _("Läge"), kind=states(looks.activity_state), sort=True),
    ]


def survey_state() -> Combinable:
    """The code of how a survey stands, as ``looks.SURVEYS`` has it."""
    return Case(
        When(~Exists(SurveyReply.objects.filter(survey=OuterRef("pk"))), then=Value(looks.ELSEWHERE)),
        When(closed_on__isnull=False, then=Value(looks.CLOSED)),
        default=Value(looks.OPEN),
        output_field=CharField(),
    )


def survey_columns(user: User) -> list[Column]:
    """How many are asked and have answered, of those ``user`` may know; not known is not zero."""
    known = SurveyReply.objects.known_to(user)
    asked, answered = counted(known, "survey"), counted(known.submitted(), "survey")
    some = Exists(known.filter(survey=OuterRef("pk")))

    def of_asked(count: Combinable) -> Combinable:
        return Case(When(some, then=count), default=None, output_field=IntegerField())

    return [
        _head("survey", "title", _("Enkät")),
        Column("respondents", _("Tillfrågade"), kind=FREE, phone="wide"),
        Column("sent_on", _("Skickad"), kind=DAY, sort=True, none=_("ej angivet")),
        Column("due_on", _("Svar senast"), kind=DAY, sort=True, none=_("ej angivet")),
        Column("asked", _("Antal tillfrågade"), source=of_asked(asked), kind=COUNT, total=True),
        Column("answered", _("Har svarat"), source=of_asked(answered), kind=COUNT, total=True),
        Column(
            "state", _("Läge"), source=survey_state(), kind=states(looks.SURVEYS.get), sort=True, nulls=False
        ),
    ]


def visible_project(user: User, path: str = "project") -> Combinable:
    """The number and title of the project at ``path``; NULL when there is none the reader may see."""
    seen = Project.objects.for_user(user).filter(pk=OuterRef(path))
    return Subquery(seen.values(said=Concat("number", Value(" "), "title"))[:1])


def method_columns(user: User) -> list[Column]:
    taken = MethodSpread.objects.filter(status=MethodSpread.Status.TAKEN_UP)
    return [
        _head("method", "name", _("Metod")),
        Column("project", _("Utvecklad i"), source=visible_project(user), kind=FREE, phone="wide"),
        Column(
            "offered", _("Erbjuden"), source=counted(MethodSpread.objects, "method"), kind=COUNT, total=True
        ),
        Column("taken_up", _("Har tagit upp"), source=counted(taken, "method"), kind=COUNT, total=True),
    ]


def suggestion_columns() -> list[Column]:
    kinds = {code: capfirst(label) for code, label in Suggestion.Kind.choices}
    project = NullIf(Concat("project__number", Value(" "), "project__title"), Value(" "))
    return [
        Column("text", _("Förslag"), sort=SwedishKey("text"), nulls=False, head=True, cell=_suggestion),
        Column("kind", _("Slag"), kind=words(kinds), sort=True),
        Column("project", _("Om projektet"), source=project, kind=FREE, phone="wide"),
        Column("made_on", _("Föreslaget"), kind=DAY, sort=True),
        Column("outcome", _("Uppföljning"), kind=states(looks.outcome_state), sort=True),
        Column("outcome_on", _("Följdes upp"), kind=DAY, sort=True, none=_("inte än")),
    ]


def _suggestion(row: Any) -> SafeString:
    address = f"{reverse('projects:suggestion_list')}{row.pk}/"
    return format_html('<a href="{}">{}</a>', address, Truncator(row.text).chars(140))
