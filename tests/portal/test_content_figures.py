"""Figures and footnotes: value, zero, not reported and masked are four things."""

import copy
import pickle
from decimal import Decimal

import pytest
from django.utils.translation import override

from portal.content.figures import MASKED, Figure, Share, Unit, add
from portal.content.notes import Note, missing_note, numbered

NB = "\u00a0"


@pytest.mark.parametrize(
    ("figure", "written", "state"),
    [
        (Figure(15528), f"15{NB}528", "value"),
        (Figure(0), "0", "zero"),
        (Figure(None), "ej redovisat", "unreported"),
        (Figure(MASKED), "..", "masked"),
        (Figure(-3), "−3", "value"),
        (Figure(Decimal("4770500.00"), Unit.TKR), f"4{NB}770,5", "value"),
        (Figure(Decimal("0.00"), Unit.TKR), "0", "zero"),
        (Figure(Decimal("4770500.5"), Unit.KRONOR), f"4{NB}770{NB}500,50", "value"),
        (Figure(Decimal("2.45"), Unit.NUMBER), "2,45", "value"),
        (Figure(Share(19, 40), Unit.PERCENT), f"19 av 40 (48{NB}%)", "value"),
        (Figure(Share(0, 40), Unit.PERCENT), f"0 av 40 (0{NB}%)", "zero"),
        (Figure(Share(0, 0), Unit.PERCENT), "0 av 0", "value"),
        (Figure(None, Unit.TKR), "ej redovisat", "unreported"),
    ],
)
def test_a_figure_is_written_as_what_it_is(figure, written, state):
    with override("sv"):
        assert (figure.written, figure.state) == (written, state)


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        (1.5, Unit.TKR),
        (True, Unit.COUNT),
        ("5", Unit.COUNT),
        (Decimal("1.5"), Unit.COUNT),
        (5, Unit.PERCENT),
        ((1, 2), Unit.PERCENT),
        (Share(1, 2), Unit.COUNT),
    ],
)
def test_a_value_its_unit_cannot_have_is_refused(value, unit):
    with pytest.raises(TypeError):
        Figure(value, unit)


def test_masked_is_one_thing_also_when_copied():
    assert copy.deepcopy(MASKED) is MASKED
    assert pickle.loads(pickle.dumps(MASKED)) is MASKED


@pytest.mark.parametrize(
    ("figure", "order"),
    [
        (Figure(5), 5),
        (Figure(Share(1, 4), Unit.PERCENT), Decimal("0.25")),
        (Figure(Share(0, 0), Unit.PERCENT), None),
        (Figure(None), None),
        (Figure(MASKED), None),
    ],
)
def test_what_a_figure_is_ordered_by(figure, order):
    assert figure.order == order


@pytest.mark.parametrize(
    ("figures", "value", "missing"),
    [
        ([Figure(1), Figure(2)], 3, 0),
        ([Figure(1), Figure(None)], 1, 1),
        ([Figure(0), Figure(None), Figure(None)], 0, 2),
        ([Figure(None), Figure(None)], None, 2),
        ([], 0, 0),
        ([Figure(7, missing=3), Figure(None, missing=2), Figure(None)], 7, 6),
        ([Figure(1), Figure(MASKED)], MASKED, 0),
        ([Figure(MASKED), Figure(None)], MASKED, 1),
    ],
)
def test_a_sum_counts_what_is_missing(figures, value, missing):
    total = add(figures)
    assert (total.value, total.missing) == (value, missing)
    assert total.notes == ((missing_note(missing),) if missing else ())


def test_a_sum_of_money_is_exact_and_opens_its_page():
    figures = [Figure(Decimal("0.10"), Unit.TKR)] * 3
    assert add(figures, Unit.TKR, "/projekt/") == Figure(Decimal("0.30"), Unit.TKR, "/projekt/")


def test_shares_are_pooled_not_added():
    shares = [Figure(Share(19, 40), Unit.PERCENT), Figure(Share(3, 10), Unit.PERCENT)]
    assert add(shares, Unit.PERCENT) == Figure(Share(22, 50), Unit.PERCENT)


def test_figures_of_two_units_are_never_added():
    with pytest.raises(TypeError):
        add([Figure(1), Figure(Decimal(1), Unit.TKR)])


def test_the_missing_note_speaks_of_one_and_of_several():
    with override("sv"):
        assert str(missing_note(1)) == "1 uppgift är ej redovisad och ingår inte i summan."
        assert str(missing_note(3)) == "3 uppgifter är ej redovisade och ingår inte i summan."


def test_notes_are_numbered_in_order_of_appearance_and_once():
    a, b = Note("a"), Note("b")
    assert numbered([b, a, Note("b"), a]) == {b: 1, a: 2}
    assert numbered([]) == {}
