"""The tests' own eye for an amount in a page."""

import pytest

from tests.house.reading import tells_of


@pytest.mark.parametrize(
    "said", ["918\u00a0273", "918273 kr", "918,3", "918,273 tkr", "918\u00a0tkr", "<td> 918\n</td>"]
)
def test_an_amount_is_seen_however_it_is_written(said):
    assert tells_of(918273, f"Förbrukat: {said}")


@pytest.mark.parametrize("said", ["person-5918", "/projekt/918/", "Nämnd 918", "<td>2918</td>", "5918,3"])
def test_a_key_or_a_login_is_no_amount(said):
    assert not tells_of(918273, f"<ins>{said}</ins>")
