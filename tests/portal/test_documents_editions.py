"""Two texts word by word, a section's earlier editions, and the way back to one of them."""

from datetime import timedelta

import pytest

from portal.documents.domain.editions import editions_of, restore_edition
from portal.documents.domain.wordwise import Piece, is_changed, shortened, word_diff
from portal.documents.domain.writing import release_lock, save_section
from portal.documents.models import Section
from tests.factories.documents import NOW, SectionFactory
from tests.factories.portal import UserFactory


def test_words_that_came_and_words_that_went():
    assert word_diff("Av 40 personer klarar 19 sig.", "Av 40 personer klarar 20 sig själva.") == [
        Piece("same", "Av 40 personer klarar "),
        Piece("removed", "19"),
        Piece("added", "20"),
        Piece("same", " sig"),
        Piece("added", " själva"),
        Piece("same", "."),
    ]


def test_a_reference_is_one_word():
    assert word_diff("[[figur:a.b]]", "[[figur:a.c]]") == [
        Piece("removed", "[[figur:a.b]]"),
        Piece("added", "[[figur:a.c]]"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "changed"), [("a b", "a b", False), ("", "", False), ("a", "b", True)]
)
def test_whether_anything_differs(old, new, changed):
    assert is_changed(word_diff(old, new)) is changed


def test_long_stretches_without_change_are_cut():
    pieces = shortened(word_diff("a " * 400 + "gammal", "a " * 400 + "ny"), around=4)
    assert pieces[0] == Piece("same", " … a a ")
    assert pieces[1:] == [Piece("removed", "gammal"), Piece("added", "ny")]


@pytest.mark.django_db
def test_the_editions_of_a_section_newest_first_one_for_each_sitting():
    section, anna, berit = SectionFactory(text="Ett"), UserFactory(), UserFactory()
    hour = timedelta(hours=1)
    save_section(section=section, text="Ett två", edition=1, by=anna, now=NOW)
    save_section(section=section, text="Ett två tre", edition=2, by=anna, now=NOW + timedelta(minutes=5))
    save_section(section=section, text="Ett två tre fyra", edition=3, by=anna, now=NOW + hour)
    release_lock(section=section, by=anna)
    save_section(section=section, text="Fyra", edition=4, by=berit, now=NOW + 2 * hour)
    found = editions_of(section)
    assert [(each.text, each.who, each.edition) for each in found] == [
        ("Fyra", berit, 5),
        ("Ett två tre fyra", anna, 4),
        ("Ett två tre", anna, 3),
        ("Ett", None, 1),
    ]
    assert found[2].pieces == (Piece("same", "Ett"), Piece("added", " två tre"))


@pytest.mark.django_db
def test_an_earlier_edition_is_written_again_as_the_newest():
    section, anna = SectionFactory(text="Ett"), UserFactory()
    save_section(section=section, text="Två", edition=1, by=anna, now=NOW)
    first = editions_of(section)[-1]
    restore_edition(section=section, key=first.key, by=anna, now=NOW + timedelta(hours=1))
    assert Section.objects.values_list("text", "edition").get() == ("Ett", 3)
    assert restore_edition(section=section, key=first.key + 10_000, by=anna, now=NOW) is None


@pytest.mark.django_db
def test_another_sections_edition_is_not_this_ones():
    other = SectionFactory(text="Annans")
    section = SectionFactory(text="Min")
    key = editions_of(other)[0].key
    assert restore_edition(section=section, key=key, by=UserFactory(), now=NOW) is None
    assert Section.objects.get(pk=section.pk).text == "Min"
