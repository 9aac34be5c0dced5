"""The sections of a document: where they stand, what they are marked with, and what is refused."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from portal.documents.domain.arranging import (
    add_section,
    decline_section,
    give_section,
    mark_ready,
    mark_secret,
    move_section,
    remove_section,
    rename_section,
)
from portal.documents.domain.locking import take_lock
from portal.documents.models import Section
from tests.factories.documents import NOW, DocumentFactory, SectionFactory, seal
from tests.factories.portal import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    document = DocumentFactory()
    for order, heading in enumerate(["Ett", "Två", "Tre"], start=1):
        SectionFactory(document=document, order=order, heading=heading)
    return document


def _headings(document) -> list[tuple[int, str]]:
    return list(document.sections.order_by("order").values_list("order", "heading"))


def _section(document, heading: str) -> Section:
    return document.sections.get(heading=heading)


def test_a_section_is_added_after_another_and_first(document):
    add_section(document=document, heading=" Mellan ", level=3, after=_section(document, "Ett"))
    add_section(document=document, heading="Först", level=2, after=None)
    assert _headings(document) == [(1, "Först"), (2, "Ett"), (3, "Mellan"), (4, "Två"), (5, "Tre")]


@pytest.mark.parametrize(("heading", "level"), [(" ", 2), ("Rubrik", 1), ("Rubrik", 5), ("x" * 201, 2)])
def test_a_section_without_a_heading_or_on_a_wrong_level_is_refused(document, heading, level):
    with pytest.raises(ValidationError):
        add_section(document=document, heading=heading, level=level, after=None)
    assert len(_headings(document)) == 3


def test_a_section_moves_one_step_and_stops_at_the_ends(document):
    move_section(section=_section(document, "Tre"), up=True)
    assert _headings(document) == [(1, "Ett"), (2, "Tre"), (3, "Två")]
    move_section(section=_section(document, "Ett"), up=True)
    move_section(section=_section(document, "Två"), up=False)
    assert _headings(document) == [(1, "Ett"), (2, "Tre"), (3, "Två")]
    move_section(section=_section(document, "Ett"), up=False)
    assert _headings(document) == [(1, "Tre"), (2, "Ett"), (3, "Två")]


def test_a_section_gets_another_heading_and_level(document):
    rename_section(section=_section(document, "Två"), heading="Annat", level=3)
    assert _section(document, "Annat").level == 3
    with pytest.raises(ValidationError):
        rename_section(section=_section(document, "Annat"), heading="", level=3)


def test_a_section_is_taken_away_unless_the_template_demands_it(document):
    Section.objects.filter(heading="Två").update(is_required=True)
    remove_section(section=_section(document, "Ett"), by=UserFactory(), now=NOW)
    with pytest.raises(ValidationError) as refusal:
        remove_section(section=_section(document, "Två"), by=UserFactory(), now=NOW)
    assert refusal.value.messages == ["Mallen kräver avsnittet Två."]
    assert [heading for _order, heading in _headings(document)] == ["Två", "Tre"]


def test_a_section_that_somebody_writes_in_is_not_taken_away(document):
    take_lock(section=_section(document, "Ett"), by=UserFactory(), now=NOW)
    with pytest.raises(ValidationError) as refusal:
        remove_section(section=_section(document, "Ett"), by=UserFactory(), now=NOW)
    assert refusal.value.code == "locked"


def test_a_section_is_declined_where_it_may_be(document):
    Section.objects.filter(heading="Två").update(may_be_declined=True)
    decline_section(section=_section(document, "Två"), because=" Ärendet rör bara lokaler. ")
    assert _section(document, "Två").declined_because == "Ärendet rör bara lokaler."
    with pytest.raises(ValidationError):
        decline_section(section=_section(document, "Ett"), because="Hinner inte.")
    assert _section(document, "Ett").declined_because == ""


def test_a_secrecy_mark_has_provision_authority_and_day(document):
    section = _section(document, "Ett")
    mark_secret(
        section=section, provision="26 kap. 1 § OSL", authority="Socialnämnden", day=date(2026, 11, 23)
    )
    assert _section(document, "Ett").secrecy_provision == "26 kap. 1 § OSL"
    with pytest.raises(ValidationError) as refusal:
        mark_secret(section=section, provision="26 kap. 1 § OSL", authority="", day=None)
    assert refusal.value.messages == ["En sekretessmarkering har lagrum, myndighet och datum."]
    mark_secret(section=section, provision="", authority="", day=None)
    assert _section(document, "Ett").secrecy_date is None


def test_another_administration_writes_a_section_and_marks_it_ready(document):
    section, district, by = _section(document, "Ett"), OrganisationFactory(), UserFactory()
    give_section(section=section, administration=district)
    with pytest.raises(ValidationError) as refusal:
        mark_ready(section=section, by=by, now=NOW)
    assert refusal.value.messages == ["Avsnittet är tomt. Skriv det innan du markerar det som klart."]
    Section.objects.filter(pk=section.pk).update(text="Vårt avsnitt.")
    mark_ready(section=section, by=by, now=NOW)
    found = _section(document, "Ett")
    assert (found.administration, found.ready_at, found.ready_by) == (district, NOW, by)
    mark_ready(section=section, by=by, now=NOW, ready=False)
    assert _section(document, "Ett").ready_at is None


def test_nothing_of_a_signed_document_is_rearranged():
    document = DocumentFactory()
    section = SectionFactory(document=document, heading="Ett")
    seal(document)
    for change in (
        lambda: add_section(document=document, heading="Nytt", level=2, after=None),
        lambda: move_section(section=section, up=True),
        lambda: rename_section(section=section, heading="Annat", level=2),
        lambda: remove_section(section=section, by=UserFactory(), now=NOW),
    ):
        with pytest.raises(ValidationError) as refusal:
            change()
        assert refusal.value.code == "frozen"
    assert [heading for _order, heading in _headings(document)] == ["Ett"]
