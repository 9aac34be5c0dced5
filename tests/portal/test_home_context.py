"""Which pages of an area stand in the second row of the menu."""

import pytest

from portal.home.context import entry
from portal.workareas import MenuItem

LIST, LATE = MenuItem("Projekt", "/projekt/"), MenuItem("Redovisningar", "/projekt/redovisningar/")
AREA = MenuItem("Projekt", "/projekt/", "/projekt/", pages=(LIST, LATE))


@pytest.mark.parametrize(
    ("path", "marks"),
    [
        ("/projekt/", ["page", ""]),
        ("/projekt/12/", ["true", ""]),
        ("/projekt/redovisningar/", ["", "page"]),
        ("/projekt/redovisningar/7/", ["", "true"]),
    ],
)
def test_pages_of_the_area_one_is_in_are_shown_and_the_nearest_is_marked(path, marks):
    assert [page["current"] for page in entry(AREA, path)["pages"]] == marks


@pytest.mark.parametrize(
    ("item", "path"), [(AREA, "/arenden/"), (MenuItem("Projekt", "/projekt/", pages=(LIST,)), "/projekt/")]
)
def test_pages_are_not_shown_elsewhere_nor_when_there_is_one(item, path):
    assert entry(item, path)["pages"] == []
