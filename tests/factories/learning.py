"""Networks, activities, surveys, methods and suggestions for tests: plain defaults, nothing hidden."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from projects.models import (
    Activity,
    ActivityKind,
    Method,
    MethodSpread,
    Network,
    NetworkKind,
    NetworkMember,
    Suggestion,
    Survey,
    SurveyAnswer,
    SurveyQuestion,
    SurveyReply,
)
from tests.factories.portal import OrganisationFactory
from tests.factories.projects import HANDED_IN, ProgrammeFactory


class NetworkKindFactory(DjangoModelFactory):
    class Meta:
        model = NetworkKind
        django_get_or_create = ("name",)

    name = "nätverk"


class ActivityKindFactory(DjangoModelFactory):
    class Meta:
        model = ActivityKind
        django_get_or_create = ("name",)

    name = "seminarium"


class NetworkFactory(DjangoModelFactory):
    class Meta:
        model = Network

    programme = factory.SubFactory(ProgrammeFactory)
    name = factory.Sequence(lambda n: f"Nätverk {n}")
    kind = factory.SubFactory(NetworkKindFactory)


class NetworkMemberFactory(DjangoModelFactory):
    """A member the portal does not know, by name."""

    class Meta:
        model = NetworkMember

    network = factory.SubFactory(NetworkFactory)
    name = factory.Sequence(lambda n: f"Medlem {n}")


class ActivityFactory(DjangoModelFactory):
    """A planned seminar whose day is not known. Trait: ``held=True`` (5 May 2026, 12 came)."""

    class Meta:
        model = Activity

    programme = factory.SubFactory(ProgrammeFactory)
    title = factory.Sequence(lambda n: f"Aktivitet {n}")
    kind = factory.SubFactory(ActivityKindFactory)

    class Params:
        held = factory.Trait(
            status=Activity.Status.HELD,
            dates="2026-05-05",
            begins=date(2026, 5, 5),
            ends=date(2026, 5, 6),
            participants=12,
        )


class SurveyFactory(DjangoModelFactory):
    """Sent on 1 May 2026, due on 22 May, asked of nobody yet."""

    class Meta:
        model = Survey

    programme = factory.SubFactory(ProgrammeFactory)
    title = factory.Sequence(lambda n: f"Enkät {n}")
    sent_on = date(2026, 5, 1)
    due_on = date(2026, 5, 22)


class SurveyQuestionFactory(DjangoModelFactory):
    class Meta:
        model = SurveyQuestion

    survey = factory.SubFactory(SurveyFactory)
    number = 1
    text = factory.Sequence(lambda n: f"Fråga {n}?")


class SurveyReplyFactory(DjangoModelFactory):
    """A district is asked and has not answered. Trait: ``handed_in=True``."""

    class Meta:
        model = SurveyReply

    survey = factory.SubFactory(SurveyFactory)
    organisation = factory.SubFactory(OrganisationFactory)

    class Params:
        handed_in = factory.Trait(
            submitted_at=HANDED_IN,
            received_by=factory.LazyAttribute(lambda row: row.survey.programme.case.committee),
        )


class SurveyAnswerFactory(DjangoModelFactory):
    """The reply must be a draft: what is handed in is not added to."""

    class Meta:
        model = SurveyAnswer

    reply = factory.SubFactory(SurveyReplyFactory)
    question = factory.LazyAttribute(lambda row: SurveyQuestionFactory(survey=row.reply.survey))
    text = "Mer tid."


class MethodFactory(DjangoModelFactory):
    class Meta:
        model = Method

    programme = factory.SubFactory(ProgrammeFactory)
    name = factory.Sequence(lambda n: f"Metod {n}")


class MethodSpreadFactory(DjangoModelFactory):
    """Offered to a new district on 4 May 2026. Trait: ``taken_up=True``."""

    class Meta:
        model = MethodSpread

    method = factory.SubFactory(MethodFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    offered_on = date(2026, 5, 4)

    class Params:
        taken_up = factory.Trait(status=MethodSpread.Status.TAKEN_UP, answered_on=date(2026, 5, 18))


class SuggestionFactory(DjangoModelFactory):
    """A workshop, suggested on 4 May 2026, waiting."""

    class Meta:
        model = Suggestion

    programme = factory.SubFactory(ProgrammeFactory)
    kind = Suggestion.Kind.WORKSHOP
    text = factory.Sequence(lambda n: f"En workshop {n}.")
    made_on = date(2026, 5, 4)
