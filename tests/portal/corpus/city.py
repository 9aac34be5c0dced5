"""The city that the files of the corpus are about."""

from datetime import date

from portal.deadlines.wheel import load_wheel
from portal.periods import Period
from projects.domain.codelist import load_measures
from projects.domain.expecting import expect_on_day
from tests.factories.portal import NeighbourhoodFactory, OrganisationFactory
from tests.factories.projects import ProgrammeFactory, ProjectFactory


def lay_out_reports() -> None:
    """Järva's two projects that are to tell of tertial 2 2026; Husby lies in Järva."""
    load_wheel()
    load_measures()
    jarva = OrganisationFactory(short_name="Järva", administration_name="Järva stadsdelsförvaltning")
    NeighbourhoodFactory(name="Husby", district=jarva)
    programme = ProgrammeFactory()
    for number in ("2.1", "3.1"):
        project = ProjectFactory(number=number, lead=jarva, programme=programme)
        expect_on_day(project=project, period=Period("tertial", 2026, 2), due_on=date(2026, 9, 8))
