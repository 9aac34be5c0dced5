"""Demo data in: people, cases, and what each work area shows. ``settings.DEMO`` names this module.

A work area has demo data when its class says where: ``demo = "projects.demo.ProjectsDemo"``, a class with
``load(now)``. The portal asks, and imports none of them.
"""

from datetime import datetime
from typing import Protocol

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.deadlines.wheel import load_wheel
from portal.demo.cases import open_cases
from portal.demo.documents import load_documents
from portal.demo.logins import add_people, demo_logins, demo_password, keep_password
from portal.documents.domain.reference import load_templates
from portal.history.context import acting
from portal.organisation.people import demo_mode
from portal.organisation.reference import load_organisations
from portal.workareas import work_areas

__all__ = ["demo_logins", "demo_password", "demo_present", "load_demo"]
DOOR = "demo"  # in the history: what came in through it is demo data


class AreaDemo(Protocol):
    """What a work area's ``demo`` names."""

    def load(self, now: datetime) -> None:
        """Add the area's demo data. Reference data, people and cases are there."""
        ...


def demo_present() -> bool:
    """Whether demo data are in the database."""
    return demo_mode()


def load_demo(now: datetime | None = None, *, papers: bool = True) -> bool:
    """Load the demo data, all of it or nothing, and answer whether it was done. A second time changes
    nothing but the password, when DEMO_PASSWORD has. The example year is told relative to ``now``.
    ``papers``: with committee documents, and what is corrected after one was decided."""
    if demo_present():
        keep_password()
        return False
    now = now or timezone.now()
    load_organisations()
    load_wheel()
    load_templates()
    with override("sv"), acting(by=None, door=DOOR, why=_("Övningsdata")), transaction.atomic():
        add_people()
        open_cases(today=timezone.localdate(now))
        for area in work_areas():
            _demo_of(area, now)
        if papers:
            load_documents(now)
            _correct(now)
    return True


def _correct(now: datetime) -> None:
    """Let each area put something right afterwards, so that a decided document says otherwise."""
    for area in work_areas():
        where = getattr(area, "demo", None)
        correct = getattr(import_string(where)(), "correct", None) if where else None
        if correct:
            correct(now)


def _demo_of(area: object, now: datetime) -> None:
    where = getattr(area, "demo", None)
    if where:
        demo: AreaDemo = import_string(where)()
        demo.load(now)
