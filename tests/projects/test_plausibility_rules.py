"""Each rule by itself, on values: what it sees, and beside it what it must leave alone."""

from decimal import Decimal

import pytest

from projects.domain.plausibility import RULES, rule_of, say, steps
from projects.domain.plausibility.seen import Count, Seen, Told, Twin
from projects.domain.plausibility.small import has_small
from projects.domain.plausibility.unfinished import telling
from projects.domain.plausibility.years import years_in

ENDS = {"arbete", "studier", "sjukersattning", "pension", "flyttat", "ej-horts-av", "pagaende"}
GROUPS = {"deltagare", "kallade", "avslutade", "praktik", "i-grupp", "provade-pension"}
SUCCESS = {"arbete", "studier", "annan-forsorjning", "sjalvforsorjande"}
KEYS = {code: number for number, code in enumerate(sorted(ENDS | GROUPS | SUCCESS), start=1)}


def count(code, value, **more) -> Count:
    """A count as the code list has it; ``of`` names the measure it is a part of."""
    of = KEYS[more.pop("of")] if "of" in more else None
    fields = {
        "report": 1,
        "pk": KEYS[code] + (100 if more.get("unit") == "procent" else 0),
        "name": code.capitalize(),
        "mode": "latest" if code == "pagaende" else "cumulative",
        "is_base": code in GROUPS,
        "is_end_state": code in ENDS,
        "is_success": code in SUCCESS,
        "label": "",
        "unit": "personer",
        "qualifier": "exact",
        "verified": None,
        "stated_percent": None,
        "women": None,
        "men": None,
        "unknown": None,
    }
    reported = None if value is None else Decimal(str(value))
    return Count(code=code, reported=reported, of=of, **(fields | more))


def told(*counts, number=1, year=2026, **more) -> Told:
    fields = {
        "is_final": False,
        "is_extra": False,
        "spent": None,
        "left_stated": None,
        "experience": "",
        "implementation": "",
    }
    return Told(1, number, number, "tertial", year, number, **(fields | more), counts=counts)


def seen(*reports, **more) -> Seen:
    fields = {
        "status": "running",
        "years_stated": "",
        "plan_in_table": "",
        "plan_in_text": "",
        "grants": ((2026, Decimal(400000)),),
        "texts": (),
    }
    return Seen(7, "2.1", "Jobbspår", **(fields | more), reports=reports)


def asked(rule: str, *reports, **more) -> list[str]:
    found = rule_of(rule).find([seen(*reports, **more)])
    return [say(rule, each.facts) for each in found]


def test_codes_are_short_and_stand_once():
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes) == 12
    assert max(map(len, codes)) <= 40


@pytest.mark.parametrize(
    ("counts", "sentences"),
    [
        (
            (count("deltagare", 18), count("arbete", 10), count("studier", 9)),
            ["Summan av utfallen (19) är större än antalet deltagare (18). Stämmer det?"],
        ),
        ((count("deltagare", 19), count("arbete", 10), count("studier", 9)), []),
        ((count("deltagare", 18), count("arbete", 10), count("studier", None)), []),
        ((count("deltagare", None), count("arbete", 10), count("studier", 9)), []),
        # practice is no end state: the same person may have had it and be in work
        ((count("deltagare", 18), count("arbete", 10), count("praktik", 18)), []),
        (
            (count("deltagare", 18), count("praktik", 20)),
            ["Praktik (20) är fler än Deltagare (18). Stämmer det?"],
        ),
        (
            (count("deltagare", 30), count("avslutade", 20), count("pagaende", 12)),
            ["Summan av utfallen (32) är större än antalet deltagare (30). Stämmer det?"],
        ),
        (
            (count("deltagare", 30), count("avslutade", 9), count("arbete", 6), count("studier", 5)),
            ["Summan av delarna (11) är större än Avslutade (9). Stämmer det?"],
        ),
        # "cirka 40" may be 42, and "mer än 40" may be anything above
        ((count("deltagare", 40, qualifier="about"), count("arbete", 42)), []),
        ((count("deltagare", 40, qualifier="more_than"), count("arbete", 90)), []),
        # what is planned or expected has not happened
        ((count("deltagare", 18), count("arbete", 30, qualifier="forecast")), []),
        # the checked value counts before the reported one
        ((count("deltagare", 18), count("arbete", 19, verified=Decimal(18))), []),
    ],
)
def test_parts_that_exceed_their_whole(counts, sentences):
    assert asked("delar-fler-an-helheten", told(*counts)) == sentences


def test_parts_are_shown_as_a_sum():
    (found,) = rule_of("delar-fler-an-helheten").find(
        [seen(told(count("deltagare", 18), count("arbete", 10), count("studier", 9)))]
    )
    assert list(steps(found.facts)) == ["Arbete 10 + Studier 9 = 19"]
    assert (found.project, found.report, found.key) == (7, 1, "tertial-2026-1:deltagare:arbete+studier")


@pytest.mark.parametrize(
    ("counts", "sentences"),
    [
        (
            (count("deltagare", 30), count("avslutade", 20), count("pagaende", 9)),
            ["Deltagare är 30, men det står bara hur det gick för 29. 1 person saknas. Vad hände med den?"],
        ),
        ((count("deltagare", 30), count("avslutade", 20), count("pagaende", 10)), []),
        ((count("deltagare", 30), count("avslutade", 20)), []),
        (
            (count("avslutade", 20), count("arbete", 10), count("studier", 8)),
            ["Avslutade är 20, men det står bara hur det gick för 18. 2 personer saknas. Vad hände med dem?"],
        ),
        # one end alone is no account of all
        ((count("avslutade", 20), count("arbete", 10)), []),
        ((count("avslutade", 20), count("arbete", 10), count("studier", 8, qualifier="about")), []),
        # people in a group within the group are looked through
        (
            (
                count("deltagare", 120),
                count("provade-pension", 65, of="deltagare"),
                count("pension", 43, of="provade-pension"),
                count("arbete", 13, of="deltagare"),
                count("pagaende", 64, of="deltagare"),
            ),
            [],
        ),
    ],
)
def test_people_unaccounted_for(counts, sentences):
    assert asked("personer-saknas", told(*counts)) == sentences


@pytest.mark.parametrize(
    ("stated", "part", "whole", "sentences"),
    [
        (78, 181, 233, []),
        (
            77,
            181,
            233,
            [
                "Arbete står som 77 procent, men 181 av 233 är 77,7 procent. "
                "Talet är avkortat i stället för avrundat. Stämmer det?"
            ],
        ),
        (80, 181, 233, ["Arbete står som 80 procent, men 181 av 233 är 77,7 procent. Stämmer det?"]),
        ("52.4", 122, 233, []),
        ("52.36", 122, 233, []),
        (48, 19, 40, []),
        (47, 19, 40, []),  # 47.5 lies in the middle: both are right
    ],
)
def test_stated_percentages(stated, part, whole, sentences):
    base = count("deltagare", whole)
    beside = count("arbete", part, of="deltagare", stated_percent=Decimal(str(stated)))
    assert asked("procent-stammer-inte", told(base, beside)) == sentences
    own_line = count("arbete", stated, of="deltagare", unit="procent", qualifier="about")
    number = count("arbete", part, of="deltagare")
    assert asked("procent-stammer-inte", told(base, number, own_line)) == sentences


def test_percentage_without_its_number_is_left_alone():
    share = count("arbete", 60, of="deltagare", unit="procent")
    assert asked("procent-stammer-inte", told(count("deltagare", 107), share)) == []


def test_what_is_counted_since_the_beginning_may_not_fall():
    first, second = told(count("arbete", 12), number=1), told(count("arbete", 10), number=2)
    assert asked("tal-hittills-sjunker", first, second) == [
        "Arbete är 10, men var 12 i redovisningen för Tertial 1 2026. Räknas alla sedan projektet började?"
    ]
    assert asked("tal-hittills-sjunker", second, told(count("arbete", 12), number=3)) == []
    assert (
        asked("tal-hittills-sjunker", told(count("pagaende", 9)), told(count("pagaende", 4), number=2)) == []
    )


def test_a_period_without_the_number_is_passed_over():
    reports = [told(count("arbete", n), number=number) for number, n in ((1, 12), (2, None), (3, 11))]
    assert asked("tal-hittills-sjunker", *reports) == [
        "Arbete är 11, men var 12 i redovisningen för Tertial 1 2026. Räknas alla sedan projektet började?"
    ]


def test_spent_money_may_not_fall():
    reports = [told(spent=Decimal(120000)), told(spent=Decimal(90500), number=2)]
    assert asked("tal-hittills-sjunker", *reports) == [
        "Förbrukat hittills, tkr är 90,5, men var 120 i redovisningen för Tertial 1 2026. "
        "Räknas alla sedan projektet började?"
    ]


@pytest.mark.parametrize(
    ("total", "women", "men", "unknown", "asks"),
    [
        (20, 8, 12, None, False),
        (20, 8, 10, 2, False),
        (20, 8, 10, None, True),
        (20, 12, 10, None, True),
        (20, 8, None, None, False),
        (20, 21, None, None, True),
        (20, None, None, None, False),
        (0, 0, 0, None, False),
    ],
)
def test_total_and_split(total, women, men, unknown, asks):
    report = told(count("deltagare", total, women=women, men=men, unknown=unknown))
    split = (women or 0) + (men or 0) + (unknown or 0)
    words = (
        f"Deltagare är {total}, men kvinnor, män och kön ej noterat är tillsammans {split}. Vilket stämmer?"
    )
    assert asked("fordelning-skiljer-sig", report) == ([words] if asks else [])


@pytest.mark.parametrize(
    ("left", "sentences"),
    [
        (280000, []),
        (280400, []),  # told in whole tkr
        (
            150000,
            [
                "Kvar är 150 tkr enligt redovisningen, men beviljat 400 − förbrukat 120 = 280 tkr. "
                "Vilket stämmer?"
            ],
        ),
        (None, []),
    ],
)
def test_left_is_compared_with_granted_less_spent(left, sentences):
    stated = None if left is None else Decimal(left)
    grants = ((None, Decimal(100000)), (2026, Decimal(300000)), (2027, Decimal(900000)))
    report = told(spent=Decimal(120000), left_stated=stated)
    assert asked("kvar-skiljer-sig", report, grants=grants) == sentences


def test_extra_report_is_asked_about():
    assert asked("extra-redovisning", told(is_extra=True)) == [
        "Ingen redovisning väntades för Tertial 1 2026. Gäller den rätt period?"
    ]
    assert asked("extra-redovisning", told()) == []


def test_twins_are_named_by_number():
    twin = Twin(9, "3.2", 4, (("Arbete", Decimal(4)), ("Studier", Decimal(2))))
    assert asked("samma-utfall", told(), twins=(twin,)) == [
        "2.1 och 3.2 redovisar samma utfall: Arbete 4 och Studier 2. Är det samma personer?"
    ]
    assert asked("samma-utfall", told()) == []


def test_success_with_people_nobody_has_heard_from():
    whole = count("annan-forsorjning", 30)
    parts = [count("arbete", 25, of="annan-forsorjning"), count("flyttat", 5, of="annan-forsorjning")]
    assert asked("framgang-med-olika-matt", told(whole, *parts)) == [
        "I Annan-forsorjning (30) ingår Flyttat 5. För dem vet ingen om de försörjer sig. "
        "Ska de räknas som framgång?"
    ]
    assert asked("framgang-med-olika-matt", told(whole, parts[0])) == []


def test_two_measures_of_success_that_are_far_apart():
    share = count("arbete", 57, unit="procent")
    base, few, many = count("deltagare", 52), count("sjalvforsorjande", 6), count("sjalvforsorjande", 28)
    assert asked("framgang-med-olika-matt", told(base, share, few)) == [
        "Arbete är 57 procent, men Sjalvforsorjande är 6 av 52 (12 procent). "
        "Vilket mått ska räknas som framgång?"
    ]
    assert asked("framgang-med-olika-matt", told(base, share, many)) == []


def test_final_report_of_what_is_not_finished():
    final = told(count("pagaende", 1), is_final=True)
    assert asked("inte-avslutat", final) == [
        "Projektet är slutredovisat, men 1 person är pågående. Är det avslutat?"
    ]
    assert asked("inte-avslutat", told(count("pagaende", 1))) == []
    assert asked("inte-avslutat", told(count("pagaende", 0), is_final=True)) == []
    assert asked("inte-avslutat", told(is_final=True, experience="Bra. Kartläggningen pågår.")) == [
        "Projektet är slutredovisat, men texten säger ”Kartläggningen pågår”. Är det avslutat?"
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Inte avslutat. Bra.", ["Inte avslutat."]),
        ("Projektet är inte ännu klart.", ["Projektet är inte ännu klart."]),
        ("Avsnitt 2.1, uppföljning pågår.", ["Avsnitt 2.1, uppföljning pågår."]),
        ("70 procent väntas inom 3 månader.", ["70 procent väntas inom 3 månader."]),
        ("Väntetiderna försvann. En konsulent fortsätter.", []),
        ("Studiebesök planeras. Inslutna klara mål.", []),
    ],
)
def test_words_that_say_unfinished(text, said):
    assert list(telling(text)) == said


def test_years_of_money_and_text():
    both = ((2002, Decimal(1)), (2003, Decimal(1)))
    sentence = "Texten säger 2002, men medel är beviljade för 2002 och 2003. Stämmer det?"
    assert asked("aren-skiljer-sig", years_stated="2002", grants=both) == [sentence]
    assert asked("aren-skiljer-sig", years_stated="2002 och 2003", grants=both) == []
    assert asked("aren-skiljer-sig", years_stated="2002", grants=((None, Decimal(1)),)) == []
    assert asked("aren-skiljer-sig", years_stated="", grants=both) == []
    assert years_in("2001\u20132003, även 2005") == {2001, 2002, 2003, 2005}


def test_plan_in_table_and_text():
    assert asked("plan-skiljer-sig", plan_in_table="yes", plan_in_text="no") == [
        "Plan för implementering är Ja i tabellen, men Nej i texten. Vilket stämmer?"
    ]
    for text in ("yes", "partly", "unclear", ""):
        assert asked("plan-skiljer-sig", plan_in_table="yes", plan_in_text=text) == []


@pytest.mark.parametrize(
    ("facts", "small"),
    [
        ({"value": 18, "total": 19, "parts": [["Arbete", 1]]}, True),
        ({"value": 18, "total": 19, "parts": [["Arbete", 0], ["Studier", 5]]}, False),
        ({"missing": 3, "value": 30, "total": 27}, True),
        ({"value": 3, "before": 4, "money": True}, False),
        ({"period": ["tertial", 2026, 1]}, False),
        ({"text": [2002], "money": [2002, 2003]}, False),
        ({"part": "x", "whole": "Deltagare", "value": 12}, False),
    ],
)
def test_small_numbers_of_people(facts, small):
    assert has_small(facts, below=5) is small
