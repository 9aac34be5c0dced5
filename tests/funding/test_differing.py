"""What an amendment changes: words, percent and kronor, to the öre."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from funding.domain.differing import differ
from funding.domain.drafting import draft_amendment, read_content, write_draft
from funding.domain.wording import GONE, NEW, SAME, Piece, pieces_of, texts_changed
from funding.models import Clause, StaffLine, SteeringMember
from tests.factories.funding import cost_type, party, signed_terms

NBSP = "\u00a0"


@pytest.fixture
def amendment(db):
    """From 1 May 2019 Kungsholmen bears five points more, Norrmalm five less; a cost less, an earlier end."""
    rows = {
        Clause: [
            {"number": 1, "kind": "ansvar", "text": "Värden anställer två."},
            {"number": 2, "kind": "tid", "text": "Ett år."},
        ],
        StaffLine: [{"role": "vägledare", "headcount": 2, "percent": 100}],
        SteeringMember: [{"role": "ledamot", "organisation": "Norrmalm", "position": "chef"}],
    }
    first = signed_terms(rows=rows, rule="host_rest")
    draft = draft_amendment(agreement=first.agreement, begins=date(2019, 5, 1), change="Färre.")
    content = read_content(draft)
    kungsholmen, norrmalm = (party(first.agreement, name) for name in ("Kungsholmen", "Norrmalm"))
    clauses = [
        {"number": 1, "kind": "ansvar", "text": "Värden anställer tre."},
        {"number": 2, "kind": "press", "text": "Värden svarar."},
        {"number": 3, "kind": "tid", "text": "Ett år."},
    ]
    changed = replace(
        content,
        shares={**content.shares, kungsholmen: Decimal(28), norrmalm: Decimal(61)},
        costs={cost_type(): Decimal(2_400_000), cost_type("tolk"): Decimal("0.01")},
        last_day=date(2019, 10, 31),
        rule="",
        residual=kungsholmen,
        rows={**content.rows, Clause: clauses, SteeringMember: []},
    )
    return write_draft(terms=draft, content=changed)


@pytest.fixture
def found(amendment):
    return differ(read_content(amendment.amends), read_content(amendment))


def test_percent_and_kronor_per_party(found):
    told = [(str(line.party), *line.told, line.kronor.yearly, line.kronor.whole) for line in found.shares]
    assert told == [
        (
            "Kungsholmen",
            f"23{NBSP}%",
            f"28{NBSP}%",
            "+5",
            Decimal("28000.00"),
            Decimal("-93333.33"),
        ),
        ("Norrmalm", f"66{NBSP}%", f"61{NBSP}%", "−5", Decimal("-383999.99"), Decimal("-500000.00")),
        ("Östermalm", f"11{NBSP}%", f"11{NBSP}%", "0", Decimal("-44000.00"), Decimal("-73333.33")),
    ]


def test_the_whole_is_the_sum_of_its_parts(found):
    total = found.total
    assert (total.yearly_before, total.yearly_after) == (Decimal(2_800_000), Decimal("2400000.01"))
    assert (total.whole_before, total.whole_after) == (Decimal("1866666.67"), Decimal("1200000.01"))
    assert sum(line.kronor.yearly for line in found.shares) == total.yearly == Decimal("-399999.99")
    assert sum(line.kronor.whole for line in found.shares) == total.whole == Decimal("-666666.66")
    assert (found.before_words, found.after_words) == ("8 månader av 12", "6 månader av 12")


def test_costs_facts_and_texts_in_words(found):
    assert [(str(line.kind), line.before, line.change) for line in found.changed_costs] == [
        ("personal", Decimal(2_800_000), "−400"),
        ("tolk", None, "+0,00001"),
    ]
    assert [(fact.label, fact.before, fact.after) for fact in found.facts] == [
        ("Gäller till och med", "2019-12-31", "2019-10-31"),
        ("Regel för andelarna", "Värden tar resten", "Överenskommet utan regel"),
        ("Tar resten", "värden", "Kungsholmen"),
    ]
    assert [(label, [(each.before, each.after) for each in changes]) for label, changes in found.texts] == [
        (
            "Villkor",
            [
                ("ansvar: Värden anställer två.", "ansvar: Värden anställer tre."),
                ("", "press: Värden svarar."),
            ],
        ),
        ("Styrgrupp", [("Norrmalm, chef, ledamot", "")]),
    ]


def test_words_inside_a_line_are_told_apart():
    assert pieces_of("Värden anställer två.", "Värden anställer tre.") == (
        Piece(SAME, "Värden anställer "),
        Piece(GONE, "två."),
        Piece(NEW, "tre."),
    )


def test_a_line_that_only_moved_is_the_same_line():
    assert texts_changed(["a", "b"], ["ny", "a", "b"])[0].after == "ny"
    assert len(texts_changed(["a", "b"], ["ny", "a", "b"])) == 1
    assert texts_changed(["a", "b"], ["a", "b"]) == ()


def test_very_long_texts_are_told_whole_and_at_once():
    pieces = pieces_of("ett " * 4000, "två " * 4000)
    assert [piece.kind for piece in pieces] == [GONE, NEW]


def test_a_copy_of_what_is_in_force_changes_nothing(db):
    first = signed_terms()
    draft = draft_amendment(agreement=first.agreement, begins=date(2019, 5, 1), change="Ska skrivas.")
    found = differ(read_content(first), read_content(draft))
    assert (found.is_empty, found.facts, found.texts, found.changed_costs) == (True, (), (), [])


def test_a_time_that_is_not_whole_months_is_counted_in_days(db):
    first = signed_terms()
    draft = draft_amendment(agreement=first.agreement, begins=date(2019, 5, 16), change="Mitt i.")
    found = differ(read_content(first), read_content(draft))
    assert found.before_words == found.after_words == "230 av 365 dagar"
