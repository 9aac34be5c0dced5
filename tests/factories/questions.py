"""Questions of the plausibility check, for tests: plain defaults, nothing hidden."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from projects.models import Question
from tests.factories.projects import ProjectFactory

ASKED = datetime(2026, 5, 4, 9, tzinfo=UTC)


class QuestionFactory(DjangoModelFactory):
    """Nobody has answered why the end states (19) are more than the participants (18)."""

    class Meta:
        model = Question

    project = factory.SubFactory(ProjectFactory)
    rule = "delar-fler-an-helheten"
    key = factory.Sequence(lambda n: f"fråga-{n}")
    facts = factory.LazyFunction(
        lambda: {
            "whole": "Deltagare hittills",
            "value": 18,
            "total": 19,
            "parts": [["Arbete", 10], ["Studier", 9]],
            "took_part": True,
        }
    )
    asked_at = ASKED
