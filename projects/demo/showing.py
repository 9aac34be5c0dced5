"""The projects' demo data, asked for by ``portal.demo``."""

from datetime import datetime

from projects.demo.example import load_example
from projects.demo.historic import load_historic
from projects.demo.historic_reports import load_historic_reports
from projects.domain.asking import ask_about
from projects.domain.codelist import load_measures
from projects.models import Area, Project

AREAS = ("Arbetsmarknad", "SFI", "Socialmedicin")


class ProjectsDemo:
    """Two programmes: the published one of 2002-2003, and the example year."""

    def load(self, now: datetime) -> None:
        """Add them. Organisations, people and the year's wheel are there."""
        load_measures()
        Area.objects.bulk_create(Area(name=name) for name in AREAS)
        load_historic_reports(load_historic(now), now)
        load_example(now)
        ask_about(Project.objects.all(), now=now)
