"""Words for states, years and answers."""

import pytest

from projects.models import Project
from projects.states import plan_word, report_status, report_statuses, years_word


@pytest.mark.parametrize(
    ("years", "word"),
    [
        (None, None),
        ([], None),
        ([None], "År okänt"),
        ([2002], "2002"),
        ([2002, 2003], "2002–2003"),
        ([2004, 2002, 2003], "2002–2004"),
        ([2002, 2004], "2002, 2004"),
        ([2002, None], "2002, år okänt"),
        ([2002, 2003, None], "2002–2003, år okänt"),
    ],
)
def test_years_are_written_as_they_are_known(years, word):
    assert years_word(years) == word


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("yes", "Ja"),
        ("no", "Nej"),
        ("partly", "Delvis"),
        ("unclear", "Oklar"),
        ("", None),
        ("not_apportioned", "Ej fördelat"),
    ],
)
def test_answers_have_their_words_and_none_is_none(code, word):
    assert plan_word(code) == word


def test_every_report_status_has_a_look():
    assert [
        (str(report_status(code).word), report_status(code).tone) for code in Project.ReportStatus.values
    ] == [
        ("Slutredovisad", "ok"),
        ("Ej redovisad", "bad"),
        ("Ofullständig", "warn"),
        ("Oklar", "warn"),
        ("Pågår", "info"),
    ]
    assert report_status("finns-inte") is None
    assert report_statuses()[0] == ("reported", "Slutredovisad")
