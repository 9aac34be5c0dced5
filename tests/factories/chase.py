"""The chase for tests: steps of the plan, reminders, words and money back. Plain defaults, fixed days."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from portal.deadlines.models import Extension, Promise, Reminder, ReminderStep
from projects.models import Repayment
from tests.factories.portal import ExpectedReportFactory, UserFactory
from tests.factories.projects import ProjectFactory

WHEN = datetime(2026, 5, 12, 10, tzinfo=UTC)


class ReminderStepFactory(DjangoModelFactory):
    class Meta:
        model = ReminderStep
        django_get_or_create = ("days",)

    days = 7
    tone = ReminderStep.Tone.PLAIN


class ReminderFactory(DjangoModelFactory):
    """By telephone on 12 May 2026. Trait: ``by_plan`` (sent by the clock, seven days after 8 May)."""

    class Meta:
        model = Reminder

    expected = factory.SubFactory(ExpectedReportFactory)
    channel = Reminder.Channel.TELEPHONE
    sent_at = WHEN

    class Params:
        by_plan = factory.Trait(
            channel=Reminder.Channel.AUTOMATIC, step=7, counted_from=date(2026, 5, 8), recipients=1
        )


class PromiseFactory(DjangoModelFactory):
    class Meta:
        model = Promise

    expected = factory.SubFactory(ExpectedReportFactory)
    noted_on = date(2026, 5, 12)
    text = "Den kommer i nästa vecka."


class ExtensionFactory(DjangoModelFactory):
    """Asked for, and not answered."""

    class Meta:
        model = Extension

    expected = factory.SubFactory(ExpectedReportFactory)
    asked_at = WHEN
    asked_by = factory.SubFactory(UserFactory)
    asked_to = date(2026, 6, 8)
    reason = "Siffrorna kommer senare."


class RepaymentFactory(DjangoModelFactory):
    """Announced, of an unknown amount."""

    class Meta:
        model = Repayment

    project = factory.SubFactory(ProjectFactory)
    kind = Repayment.Kind.RETURN
    announced_on = date(2026, 5, 12)
    reason = "Medlen behövdes inte."
