"""The templates a city begins with: every kind has one, in the order of the printed papers."""

import pytest

from portal.documents.domain.reference import load_templates
from portal.documents.models import Template
from portal.documents.models.kinds import DocumentKind
from portal.organisation.reference import load_organisations

pytestmark = pytest.mark.django_db


@pytest.fixture
def _loaded():
    load_organisations()
    load_templates()


def _headings(**which) -> list[str]:
    sections = Template.objects.get(**which).sections.order_by("order")
    return list(sections.values_list("heading", flat=True))


@pytest.mark.usefixtures("_loaded")
def test_every_kind_has_a_template_for_any_committee():
    found = Template.objects.filter(committee=None, is_active=True).values_list("kind", flat=True)
    assert sorted(found) == sorted(DocumentKind.values)


@pytest.mark.usefixtures("_loaded")
def test_a_tjansteutlatande_has_the_sections_of_the_printed_ones_in_order():
    assert _headings(kind=DocumentKind.REPORT, committee=None) == [
        "Förvaltningens förslag till beslut",
        "Sammanfattning",
        "Bakgrund",
        "Ärendets beredning",
        "Ärendet",
        "Ekonomiska konsekvenser",
        "Jämställdhetsanalys och barnperspektiv",
        "Förvaltningens synpunkter och förslag",
        "Bilagor",
    ]


@pytest.mark.usefixtures("_loaded")
def test_a_committee_has_its_own_order_and_its_own_words_for_equality_and_children():
    found = _headings(kind=DocumentKind.REPORT, committee__key="arbetsmarknadsnamnden")
    assert found[3:8] == [
        "Ärendet",
        "Ärendets beredning",
        "Ekonomiska konsekvenser",
        "Jämställdhetsanalys",
        "Prövning av barnets bästa",
    ]


@pytest.mark.usefixtures("_loaded")
def test_money_must_be_filled_in_where_the_kind_demands_it():
    demanding = Template.objects.filter(needs_economy=True).values_list("kind", flat=True)
    assert sorted(demanding) == ["avrakning", "beslutslista", "overenskommelse", "tillagg"]


@pytest.mark.usefixtures("_loaded")
def test_loading_again_adds_nothing_and_touches_nothing():
    Template.objects.filter(kind=DocumentKind.TERTIAL).update(is_active=False, name="Vår egen")
    assert load_templates() == 0
    assert Template.objects.get(kind=DocumentKind.TERTIAL).name == "Vår egen"
