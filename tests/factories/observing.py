"""What is learnt in outreach, for tests: observations, their spread, mapping rounds and replies."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from outreach.models import (
    Initiative,
    MappingAnswer,
    MappingQuestion,
    MappingReply,
    MappingRound,
    Observation,
    ObservationSpread,
)
from tests.factories.portal import OrganisationFactory

HANDED_IN = datetime(2026, 5, 12, 9, tzinfo=UTC)


class ObservationFactory(DjangoModelFactory):
    """A draft about office hours. Traits: ``shared=True``, ``good=True``."""

    class Meta:
        model = Observation

    kind = Observation.Kind.CHALLENGE
    theme = factory.Sequence(lambda n: f"Tema {n}")
    text = factory.Sequence(lambda n: f"Det vi såg {n}.")
    organisation = factory.SubFactory(OrganisationFactory)
    observed_on = date(2026, 5, 4)

    class Params:
        good = factory.Trait(kind=Observation.Kind.GOOD_EXAMPLE)
        shared = factory.Trait(
            submitted_at=HANDED_IN, received_by=factory.LazyAttribute(lambda row: row.organisation)
        )


class SpreadFactory(DjangoModelFactory):
    """Offered to a new district on 4 May 2026. Trait: ``taken_up=True``."""

    class Meta:
        model = ObservationSpread

    observation = factory.SubFactory(ObservationFactory, good=True, shared=True)
    organisation = factory.SubFactory(OrganisationFactory)
    offered_on = date(2026, 5, 4)

    class Params:
        taken_up = factory.Trait(taken_up_on=date(2026, 5, 18))


class InitiativeFactory(DjangoModelFactory):
    class Meta:
        model = Initiative

    name = factory.Sequence(lambda n: f"Insats {n}")


class RoundFactory(DjangoModelFactory):
    """Sent on 4 May 2026, due on 1 June. Traits: ``unsent=True``, ``closed=True``."""

    class Meta:
        model = MappingRound

    title = factory.Sequence(lambda n: f"Kartläggning {n}")
    year = 2026
    asked_by = factory.SubFactory(OrganisationFactory, committee=True)
    sent_on = date(2026, 5, 4)
    due_on = date(2026, 6, 1)

    class Params:
        unsent = factory.Trait(sent_on=None, due_on=None)
        closed = factory.Trait(closed_on=date(2026, 6, 2))


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = MappingQuestion

    round = factory.SubFactory(RoundFactory)
    number = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence(lambda n: f"Fråga {n}?")


class ReplyFactory(DjangoModelFactory):
    """A district is asked and has not answered. ``answers``: number -> words; ``handed_in=True``."""

    class Meta:
        model = MappingReply
        skip_postgeneration_save = True

    round = factory.SubFactory(RoundFactory)
    organisation = factory.SubFactory(OrganisationFactory)

    @factory.post_generation
    def answers(self, create, given, **more):
        for number, text in (given or {}).items():
            question = self.round.questions.filter(number=number).first() or QuestionFactory(
                round=self.round, number=number
            )
            MappingAnswer.objects.create(reply=self, question=question, text=text)

    @factory.post_generation
    def handed_in(self, create, given, **more):
        if given:
            self.submitted_at, self.received_by = HANDED_IN, self.round.asked_by
            self.save()
