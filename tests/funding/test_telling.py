"""The arithmetic of each rule, told as one would check it with pen and paper; a rule chosen for a draft."""

import pytest
from django.core.exceptions import ValidationError

from funding.domain.choosing import choose_rule
from funding.domain.drafting import draft_first
from funding.domain.shares import Rule, suggest, told
from tests.factories.funding import content, make_agreement, sent_terms

COUNTS = {"k": 70, "n": 206, "o": 33}
NAMES = {"k": "Kungsholmen", "n": "Norrmalm", "o": "Östermalm"}
NB = "\u00a0"


@pytest.mark.parametrize(
    ("rule", "line", "share"),
    [
        (Rule.HOST_REST, "Norrmalm, värd: 100 − 23 − 11", "66"),
        (
            Rule.LARGEST_DIFFERENCE,
            "Norrmalm: 206 ÷ 309 = 66,67 %, avrundat 67, störst och jämnar ut: −1",
            "66",
        ),
        (Rule.LARGEST_REMAINDER, "Norrmalm: 206 ÷ 309 = 66,67 %, nedåt till 66 och +1", "67"),
        (
            Rule.WEBSTER,
            f"Norrmalm: den sista procenten vid 206{NB}÷{NB}65,5{NB}={NB}3,145, "
            f"nästa 206{NB}÷{NB}66,5{NB}={NB}3,0977 räckte inte",
            "66",
        ),
        (
            Rule.HUNTINGTON_HILL,
            f"Norrmalm: den sista procenten vid 206{NB}÷{NB}65,5{NB}≈{NB}3,1451, "
            f"nästa 206{NB}÷{NB}66,5{NB}≈{NB}3,0978 räckte inte",
            "66",
        ),
        (
            Rule.DHONDT,
            f"Norrmalm: den sista procenten vid 206{NB}÷{NB}67{NB}={NB}3,0746, "
            f"nästa 206{NB}÷{NB}68{NB}={NB}3,0294 räckte inte",
            "67",
        ),
        (
            Rule.ADAMS,
            f"Norrmalm: den sista procenten vid 206{NB}÷{NB}65{NB}={NB}3,1692, "
            f"nästa 206{NB}÷{NB}66{NB}={NB}3,1212 räckte inte",
            "66",
        ),
        (Rule.EXACT, "Norrmalm: 206 ÷ 309 = 66,67 %, nedåt till 66,6666 och +0,0001", "66.6667"),
    ],
)
def test_each_rule_tells_its_arithmetic(rule, line, share):
    found = told(suggest(rule, COUNTS, host="n", decimals=4 if rule is Rule.EXACT else 0), NAMES, host="n")
    assert [(words, str(part)) for words, part in found][1] == (line, share)


@pytest.mark.parametrize("rule", Rule)
def test_whom_nobody_is_counted_for_can_be_told(rule):
    found = told(suggest(rule, {"k": 0, "n": 5}, host="n"), NAMES, host="n")
    assert [share for _line, share in found] == [0, 100]


@pytest.mark.django_db
def test_a_rule_that_is_none_or_comes_too_late_is_refused():
    agreement = make_agreement()
    draft = draft_first(agreement=agreement, content=content(agreement))
    keys = {share.party.organisation.key: 1 for share in draft.shares.select_related("party__organisation")}
    with pytest.raises(ValidationError, match="Välj en av reglerna på sidan"):
        choose_rule(terms=draft, rule="lottning", counts=keys)
    with pytest.raises(ValidationError, match="skickade för underskrift"):
        choose_rule(terms=sent_terms(), rule="", counts=keys)
