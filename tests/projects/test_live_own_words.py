"""What people write of a project stands as it is in a document: it refers to no figure of it."""

import pytest

from portal.content.prose import references
from portal.content.texts import own_words
from projects.live.programme import programme_live
from tests.factories.projects import ProjectFactory
from tests.factories.reports import HANDED_IN

pytestmark = pytest.mark.django_db


def test_nobodys_own_words_become_a_reference():
    project = ProjectFactory(goal="Se [[figur:beviljat.totalt]]", target_group="[[tabell:hemlig]]")
    live = programme_live(project.programme, HANDED_IN.date())
    (text,) = (each.text for key, each in live.texts.items() if key.startswith("avsnitt.projekt."))
    assert "Se [ [figur:beviljat.totalt]]" in text
    assert "[ [tabell:hemlig]]" in text
    assert not {("figur", "beviljat.totalt"), ("tabell", "hemlig")} & set(references(text))


@pytest.mark.parametrize("typed", ["[[figur:a]]", "[[[[figur:a]]", "[[[figur:a]]", "a\n\n[[tabell:a]]"])
def test_own_words_are_one_line_that_refers_to_nothing(typed):
    said = own_words(typed)
    assert list(references(said)) == []
    assert "\n" not in said
