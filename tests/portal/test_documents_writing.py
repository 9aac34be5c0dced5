"""A section is written by one at a time, saved from the edition one began from; nobody's words are lost."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from portal.documents.domain.locking import holder
from portal.documents.domain.writing import (
    keep_aside,
    keep_lock,
    release_lock,
    save_section,
    take_lock,
    take_over,
)
from portal.documents.models import Document, Section, SectionLock, SectionText, Step
from tests.factories.documents import NOW, DocumentFactory, SectionFactory, seal
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=1)
IDLE = NOW + timedelta(minutes=30)


@pytest.fixture
def section() -> Section:
    return SectionFactory(text="Det som stod.")


@pytest.fixture
def anna():
    return UserFactory(first_name="Handläggare", last_name="Ett")


@pytest.fixture
def berit():
    return UserFactory(first_name="Handläggare", last_name="Två")


def _stored(section: Section) -> tuple[str, int]:
    return Section.objects.values_list("text", "edition").get(pk=section.pk)


def test_a_save_is_the_next_edition_by_whom_and_when(section, anna):
    save_section(section=section, text="Ny text.\r\nEn rad till.  \n", edition=1, by=anna, now=NOW)
    found = Section.objects.get(pk=section.pk)
    assert (found.text, found.edition, found.saved_by, found.saved_at) == (
        "Ny text.\nEn rad till.",
        2,
        anna,
        NOW,
    )
    assert holder(section, now=NOW).owner == anna


def test_the_same_text_again_is_no_new_edition(section, anna):
    save_section(section=section, text="Det som stod.", edition=1, by=anna, now=NOW)
    save_section(section=section, text="Nytt.", edition=1, by=anna, now=NOW)
    save_section(section=section, text="Nytt.", edition=1, by=anna, now=LATER)
    assert _stored(section) == ("Nytt.", 2)


def test_a_text_from_an_earlier_edition_writes_nothing_over(section, anna, berit):
    save_section(section=section, text="Annas.", edition=1, by=anna, now=NOW)
    release_lock(section=section, by=anna)
    with pytest.raises(ValidationError) as refusal:
        save_section(section=section, text="Berits.", edition=1, by=berit, now=LATER)
    assert refusal.value.code == "earlier"
    assert refusal.value.messages == [
        "Avsnittet har sparats av Handläggare Ett sedan du öppnade det. Jämför texterna innan du sparar."
    ]
    assert _stored(section) == ("Annas.", 2)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Bor hos 811218-9876.", "Texten innehåller ett personnummer."),
        ("Ring 070-123 45 67.", "Texten innehåller ett telefonnummer."),
        ("Skriv till namn@exempel.se.", "Texten innehåller en e-postadress."),
        ("x" * 100_001, "Avsnittet är för långt."),
    ],
)
def test_what_points_out_a_person_is_refused_before_it_is_saved(section, anna, text, told):
    with pytest.raises(ValidationError) as refusal:
        save_section(section=section, text=text, edition=1, by=anna, now=NOW)
    assert refusal.value.messages[0].startswith(told)
    assert _stored(section) == ("Det som stod.", 1)
    assert keep_aside(section=section, text=text, by=anna, now=NOW) is None


def test_a_signed_document_is_not_written_in(anna):
    section = SectionFactory(text="Beslutat.")
    seal(section.document)
    for write in (
        lambda: save_section(section=section, text="Annat.", edition=1, by=anna, now=NOW),
        lambda: take_lock(section=section, by=anna, now=NOW),
        lambda: take_over(section=section, by=anna, because="Semester", now=NOW),
    ):
        with pytest.raises(ValidationError) as refusal:
            write()
        assert refusal.value.code == "frozen"
    assert _stored(section) == ("Beslutat.", 1)


def test_a_lock_names_its_owner_and_lets_nobody_else_save(section, anna, berit):
    take_lock(section=section, by=anna, now=NOW)
    with pytest.raises(ValidationError) as refusal:
        save_section(section=section, text="Berits.", edition=1, by=berit, now=LATER)
    assert refusal.value.messages == [
        "Handläggare Ett skriver i avsnittet just nu. Vänta, eller ta över och säg varför."
    ]
    assert _stored(section) == ("Det som stod.", 1)


def test_a_lock_ends_after_thirty_idle_minutes(section, anna, berit):
    take_lock(section=section, by=anna, now=NOW)
    with pytest.raises(ValidationError):
        take_lock(section=section, by=berit, now=IDLE - timedelta(seconds=1))
    assert holder(section, now=IDLE - timedelta(seconds=1)).owner == anna
    assert holder(section, now=IDLE) is None
    take_lock(section=section, by=berit, now=IDLE)
    assert holder(section, now=IDLE).owner == berit


def test_writing_on_keeps_the_lock(section, anna, berit):
    take_lock(section=section, by=anna, now=NOW)
    keep_lock(section=section, by=anna, now=IDLE - timedelta(minutes=1))
    with pytest.raises(ValidationError):
        take_lock(section=section, by=berit, now=IDLE + timedelta(minutes=20))


def test_only_ones_own_lock_is_released(section, anna, berit):
    take_lock(section=section, by=anna, now=NOW)
    release_lock(section=section, by=berit)
    assert holder(section, now=NOW).owner == anna
    release_lock(section=section, by=anna)
    assert not SectionLock.objects.exists()


def test_a_section_is_taken_over_with_a_reason_and_the_losers_words_are_kept(section, anna, berit):
    save_section(section=section, text="Annas text så långt.", edition=1, by=anna, now=NOW)
    lock = take_over(section=section, by=berit, because="Handlingen ska ut i dag.", now=LATER)
    assert (lock.owner, lock.taken_over_because) == (berit, "Handlingen ska ut i dag.")
    kept = SectionText.objects.get()
    assert (kept.owner, kept.text, kept.kept_at) == (anna, "Annas text så långt.", LATER)
    step = Step.objects.get(kind=Step.Kind.TAKEN_OVER)
    words = f"{section.heading}, som {anna} skrev i: Handlingen ska ut i dag."
    assert (step.document, step.by, step.at, step.note) == (section.document, berit, LATER, words)
    with pytest.raises(ValidationError) as refusal:
        keep_lock(section=section, by=anna, now=LATER)
    assert refusal.value.code == "locked"


def test_what_the_loser_had_not_saved_yet_is_kept_too(section, anna, berit):
    save_section(section=section, text="Annas text", edition=1, by=anna, now=NOW)
    take_over(section=section, by=berit, because="Brådskar.", now=LATER)
    keep_aside(section=section, text="Annas text och lite till.", by=anna, now=LATER)
    keep_aside(section=section, text="Annas text och lite till.", by=anna, now=LATER)
    assert [kept.text for kept in SectionText.objects.all()] == ["Annas text och lite till."]
    keep_aside(section=section, text="Något helt annat.", by=anna, now=LATER)
    assert SectionText.objects.count() == 2


def test_nothing_is_taken_over_without_a_reason(section, anna, berit):
    take_lock(section=section, by=anna, now=NOW)
    with pytest.raises(ValidationError) as refusal:
        take_over(section=section, by=berit, because="  ", now=LATER)
    assert refusal.value.message_dict == {"because": ["Skriv varför du tar över avsnittet."]}
    assert holder(section, now=LATER).owner == anna
    assert not Step.objects.exists()


def test_what_was_ready_is_not_ready_when_it_is_written_on(anna):
    section = SectionFactory(text="Klart.", ready_at=NOW, ready_by=anna)
    save_section(section=section, text="Klart, nästan.", edition=1, by=anna, now=LATER)
    assert Section.objects.get().ready_at is None


def test_documents_on_review_are_still_written(anna):
    section = SectionFactory(document=DocumentFactory(state=Document.State.REVIEW))
    save_section(section=section, text="Rättat.", edition=1, by=anna, now=NOW)
    assert _stored(section) == ("Rättat.", 2)
