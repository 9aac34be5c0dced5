"""The projects' demo data, asked for by ``portal.demo``."""

from datetime import datetime

from django.utils import timezone

from projects.demo import commissions, example_aftermath, example_learning, indicators, learning
from projects.demo.example import load_example
from projects.demo.example_chase import load_example_chase
from projects.demo.example_correction import load_correction
from projects.demo.example_round import load_example_rounds
from projects.demo.historic import load_historic
from projects.demo.historic_chase import load_historic_chase
from projects.demo.historic_reports import load_historic_reports
from projects.domain.asking import ask_about
from projects.domain.codelist import load_measures
from projects.domain.learningkinds import add_kinds
from projects.models import Area, Project

AREAS = ("Arbetsmarknad", "SFI", "Socialmedicin")


class ProjectsDemo:
    """Two programmes: the published one of 2002-2003, and the example year."""

    def load(self, now: datetime) -> None:
        """Add them. Organisations, people and the year's wheel are there."""
        load_measures()
        add_kinds()
        Area.objects.bulk_create(Area(name=name) for name in AREAS)
        historic = load_historic(now)
        load_historic_reports(historic, now)
        load_historic_chase(historic, now)
        learning.load_learning(historic, timezone.localdate(now))
        indicators.load_printed(historic, now)
        commissions.load_printed(historic)
        example = load_example(now)
        load_example_rounds(example, now)
        load_example_chase(example, now)
        example_learning.load_learning(example, now)
        indicators.load_invented(example, now)
        example_aftermath.load_aftermath(example, now)
        commissions.load_invented(example, timezone.localdate(now))
        ask_about(Project.objects.all(), now=now)

    def correct(self, now: datetime) -> None:
        """Put something right that a decided document has said otherwise."""
        load_correction()
