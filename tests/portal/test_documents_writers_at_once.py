"""Two who write at the same moment, each in a thread and a connection of their own: one is first."""

import threading
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from portal.documents.domain.arranging import add_section, move_section
from portal.documents.domain.locking import holder, take_lock
from portal.documents.domain.writing import save_section
from portal.documents.models import Section
from tests.factories.documents import NOW, DocumentFactory, SectionFactory
from tests.factories.portal import UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do all at the same moment; return how each ended: "done", or the code it was refused with."""
    gate, ended = threading.Barrier(len(acts)), [""] * len(acts)

    def one(place: int, act: Callable[[], object]) -> None:
        try:
            gate.wait(30)
            act()
            ended[place] = "done"
        except ValidationError as refusal:
            ended[place] = str(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=pair) for pair in enumerate(acts)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    return ended


def test_one_of_two_gets_the_lock():
    section, people = SectionFactory(), [UserFactory(), UserFactory()]
    ended = at_once(*[lambda by=by: take_lock(section=section, by=by, now=NOW) for by in people])
    assert sorted(ended) == ["done", "locked"]
    assert holder(section, now=NOW).owner == people[ended.index("done")]


def test_one_of_two_who_save_the_same_edition_is_written_and_none_is_lost():
    section, people = SectionFactory(text="Först"), [UserFactory(), UserFactory()]
    acts = [
        lambda by=by: save_section(section=section, text=f"Av {by.pk}", edition=1, by=by, now=NOW)
        for by in people
    ]
    ended = at_once(*acts)
    assert sorted(ended) == ["done", "locked"]
    winner = people[ended.index("done")]
    assert Section.objects.values_list("text", "edition").get() == (f"Av {winner.pk}", 2)


def test_two_windows_of_one_person_do_not_write_over_each_other():
    section, by = SectionFactory(text="Först"), UserFactory()
    acts = [
        lambda text=text: save_section(section=section, text=text, edition=1, by=by, now=NOW)
        for text in ("Ena fönstret", "Andra fönstret")
    ]
    ended = at_once(*acts)
    assert sorted(ended) == ["done", "earlier"]


def test_sections_added_and_moved_at_once_stand_in_one_order():
    document = DocumentFactory()
    sections = [SectionFactory(document=document, order=order) for order in (1, 2, 3)]
    ended = at_once(
        lambda: add_section(document=document, heading="Ny", level=2, after=sections[0]),
        lambda: add_section(document=document, heading="Ny", level=2, after=sections[0]),
        lambda: move_section(section=sections[2], up=True),
    )
    assert ended == ["done", "done", "done"]
    assert list(document.sections.order_by("order").values_list("order", flat=True)) == [1, 2, 3, 4, 5]
