"""The check run over what stands in print: it finds what is wrong there, and is silent about the rest."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from portal.deadlines.models import ExpectedReport
from portal.history.context import acting
from portal.organisation.reference import load_organisations
from projects.demo.historic import load_historic
from projects.demo.historic_reports import load_historic_reports
from projects.demo.showing import AREAS
from projects.domain.asking import ask_about
from projects.domain.codelist import load_measures
from projects.domain.goals import measure_target
from projects.domain.plausibility import say
from projects.domain.printed_sums import Beside, printed_beside_computed
from projects.models import (
    Activity,
    ActivityKind,
    Area,
    OutcomeCount,
    PrintedSum,
    Project,
    Question,
    Report,
    ReportDuty,
    Target,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
NBSP = "\u00a0"

#: every (project, rule) of the print, and why
WRONG = [
    ("2.1.1", "inte-avslutat"),  # slutredovisad, yet "uppföljning pågår" for 55
    (
        "2.1.1",
        "personer-saknas",
    ),  # 120 - 55 ongoing = 65 have ended; work 8 + self-supporting 5 + pension 43 = 56
    ("2.1.6", "framgang-med-olika-matt"),  # 19 not heard from and 6 who moved, among 56 with another income
    ("2.1.7", "procent-stammer-inte"),  # 122 of 233 is 52.36, printed 52.3: cut
    ("2.1.7", "procent-stammer-inte"),  # 181 of 233 is 77.68, printed 77: cut
    ("2.1.9", "inte-avslutat"),  # "uppföljning av tidigare grupper pågår"
    ("2.1.9", "samma-utfall"),  # work 4, studies 2, applied 5, practice 6: as in 2.3.8
    ("2.2.4", "inte-avslutat"),  # 41 in practice is a forecast
    ("2.2.5", "aren-skiljer-sig"),  # the text says 2002, money was granted for 2002 and 2003
    ("2.2.5", "inte-avslutat"),  # "projektet fortsätter under 2003"
    ("2.2.5", "plan-skiljer-sig"),  # the table says yes, the text that no plans are reported
    ("2.2.7", "delar-fler-an-helheten"),  # 1 + 1 + 2 + 15 = 19 of 18
    ("2.2.7", "inte-avslutat"),  # 15 of 18 are ongoing
    ("2.3.10", "inte-avslutat"),  # "Inte avslutat", and 70 percent is a forecast
    ("2.3.12", "inte-avslutat"),  # 158 are ongoing
    ("2.3.12", "personer-saknas"),  # of 178 who ended 37 + 25 + 10 = 72 are told about
    ("2.3.12", "personer-saknas"),  # of 372 called 178 ended and 158 are ongoing: 36 are nowhere
    ("2.3.2", "aren-skiljer-sig"),  # the text says 2002, money was granted for 2002 and 2003
    ("2.3.6", "framgang-med-olika-matt"),  # 57 percent in work, and 6 of 52 self-supporting
    ("2.3.8", "samma-utfall"),  # as in 2.1.9
]
#: right in print, so no question: (project, rule, what is right)
RIGHT = [
    ("2.1.1", "delar-fler-an-helheten", "8 + 5 + 43 + 55 = 111 of 120; 43 of 65"),
    ("2.1.2", "personer-saknas", "18 of the 23 who ended have another income: nothing is said of the rest"),
    ("2.1.6", "delar-fler-an-helheten", "25 + 19 + 6 + 6 = 56"),
    ("2.1.6", "personer-saknas", "25 + 19 + 6 + 6 = 56"),
    ("2.1.7", "delar-fler-an-helheten", "122 with another income are among the 181 who ended"),
    ("2.1.8", "delar-fler-an-helheten", "2 + 1 + 1 + 10 + 2 + 2 + 1 = 19"),
    ("2.1.8", "personer-saknas", "2 + 1 + 1 + 10 + 2 + 2 + 1 = 19"),
    ("2.1.8", "inte-avslutat", "a consultant stays on in ordinary work: no sign that the project does"),
    ("2.1.9", "personer-saknas", "4 + 2 = 6"),
    ("2.1.9", "aren-skiljer-sig", "the grant's year is not known, so it cannot differ"),
    ("2.2.5", "personer-saknas", "17 + 2 = 19"),
    ("2.2.5", "procent-stammer-inte", "19 of 40 is 47.5: nearly half, as the print says"),
    ("2.2.9", "inte-avslutat", "what is planned for the spring is a plan, in its own words"),
    ("2.3.1", "delar-fler-an-helheten", "goals are no outcomes: 100 and 80 of 125"),
    ("2.3.3", "personer-saknas", "5 + 7 + 1 + 1 = 14"),
    ("2.3.3", "framgang-med-olika-matt", "work, studies and insurance: none of them lives on assistance"),
    ("2.3.5", "delar-fler-an-helheten", "15 of 18 districts"),
    ("2.3.8", "procent-stammer-inte", "every tenth is said, no number that could differ"),
    ("2.3.10", "procent-stammer-inte", "60 percent of 107 is 64 people"),
    ("2.3.11", "procent-stammer-inte", "67 of 122, no percentage is printed"),
    ("2.3.14", "personer-saknas", "5 + 7 = 12, and 35 + 18 = 53"),
    ("2.3.14", "delar-fler-an-helheten", "5 + 7 = 12, and 35 + 18 = 53"),
]
#: silent altogether: nothing reported, or all of it in order
SILENT = {
    *("2.1.2", "2.1.3", "2.1.4", "2.1.5", "2.1.8"),
    *("2.2.1", "2.2.2", "2.2.3", "2.2.6", "2.2.8", "2.2.9"),
    *("2.3.1", "2.3.3", "2.3.4", "2.3.5", "2.3.7", "2.3.9", "2.3.11", "2.3.13", "2.3.14"),
}


@pytest.fixture
def historic():
    load_organisations()
    load_measures()
    with acting(by=None, door="demo"):
        Area.objects.bulk_create(Area(name=name) for name in AREAS)
        programme = load_historic(NOW)
        load_historic_reports(programme, NOW)
    return programme


def asked():
    return sorted(Question.objects.values_list("project__number", "rule"))


def test_check_finds_what_is_wrong_in_print_and_nothing_else(historic):
    ask_about(historic.projects.all(), now=NOW)
    assert asked() == sorted(WRONG)
    assert [(number, rule) for number, rule, _why in RIGHT if (number, rule) in asked()] == []
    numbers = set(historic.projects.values_list("number", flat=True))
    assert numbers - {number for number, _rule in asked()} == SILENT
    assert ask_about(historic.projects.all(), now=NOW) == []


def test_questions_are_asked_in_swedish_with_their_figures(historic):
    ask_about(historic.projects.filter(number__in=["2.2.7", "2.1.7", "2.3.12", "2.2.5", "2.3.6"]), now=NOW)
    told = {say(each.rule, each.facts) for each in Question.objects.all()}
    assert told == {
        "Summan av utfallen (19) är större än antalet deltagare (18). Stämmer det?",
        "Projektet är slutredovisat, men 15 personer är pågående. Är det avslutat?",
        "Avslutade står som 77 procent, men 181 av 233 är 77,7 procent. "
        "Talet är avkortat i stället för avrundat. Stämmer det?",
        "Annan försörjning står som 52,3 procent, men 122 av 233 är 52,36 procent. "
        "Talet är avkortat i stället för avrundat. Stämmer det?",
        "Kallade är 372, men det står bara hur det gick för 336. 36 personer saknas. Vad hände med dem?",
        "Avslutade är 178, men det står bara hur det gick för 72. 106 personer saknas. Vad hände med dem?",
        "Projektet är slutredovisat, men 158 personer är pågående. Är det avslutat?",
        "Projektet är slutredovisat, men texten säger ”Texten säger att inga planer redovisats, projektet "
        "fortsätter under 2003”. Är det avslutat?",
        "Texten säger 2002, men medel är beviljade för 2002 och 2003. Stämmer det?",
        "Plan för implementering är Ja i tabellen, men Nej i texten. Vilket stämmer?",
        "Arbete är 57 procent, men Självförsörjande är 6 av 52 (12 procent). "
        "Vilket mått ska räknas som framgång?",
    }


def test_asking_about_all_costs_as_many_queries_as_about_two(historic, django_assert_num_queries):
    two = list(historic.projects.filter(number__in=["2.1.9", "2.3.8"]))
    every = list(historic.projects.all())
    with django_assert_num_queries(13):  # savepoints are counted too
        ask_about(two, now=NOW)
    with django_assert_num_queries(13):
        ask_about(every, now=NOW)


def test_every_project_of_the_print_has_a_duty_that_stands_as_printed(historic):
    state, told = ExpectedReport.State, Project.ReportStatus
    duties = ReportDuty.objects.select_related("project", "expected")
    assert {duty.project.number: duty.expected.state for duty in duties} == {
        project.number: {
            told.REPORTED: state.ACCEPTED,
            told.NOT_REPORTED: state.AWAITED,
            told.INCOMPLETE: state.RETURNED,
            told.UNCLEAR: state.SUBMITTED,
        }[project.report_status]
        for project in historic.projects.all()
    }
    assert duties.count() == 32
    assert {duty.expected.due_on.isoformat() for duty in duties} == {"2003-12-31"}
    assert all(duty.due_note and duty.is_final for duty in duties)


def test_every_printed_figure_stands_as_it_was_printed(historic):
    assert Report.objects.filter(origin="print").count() == 29
    figures = OutcomeCount.objects.all()
    assert (
        figures.count() == 117
    )  # 120 rows; the print's "no numbers" of three that never came is said by none
    assert figures.filter(value=None).count() == 6
    assert figures.filter(qualifier="about").count() == 5
    assert figures.filter(qualifier="more_than").get().value == 25
    zero = figures.get(report__duty__project__number="2.3.1", measure__code="arbete")
    assert (zero.value, zero.base.value, zero.base.qualifier) == (0, 40, "about")
    share = figures.get(label="annan försörjning, andel")
    assert (share.value, share.unit, share.base.value) == (Decimal("52.3"), "procent", 233)
    assert not Report.objects.filter(duty__project__number__in=["2.2.2", "2.3.7", "2.3.9"]).exists()


def test_printed_targets_are_held_against_printed_outcomes(historic):
    found = {}
    for target in Target.objects.select_related("project", "measure", "base"):
        counts = OutcomeCount.objects.filter(report__duty__project=target.project).select_related("measure")
        attained = measure_target(target, counts)
        found[target.project.number] = (attained.state.value, attained.arithmetic)
    assert found == {
        "2.1.1": ("not_met", f"8 av 120 (7{NBSP}%)"),
        "2.1.3": ("not_measurable", ""),
        "2.2.1": ("not_measurable", ""),
        "2.2.2": ("not_reported", "ej redovisat"),
        "2.2.5": ("not_met", f"19 av 40 (48{NBSP}%)"),
        "2.2.8": ("met", f"7 av 9 (78{NBSP}%)"),
        "2.3.1": ("not_met", f"0 av cirka 40 (0{NBSP}%)"),
        "2.3.5": ("not_measurable", ""),
        "2.3.6": ("not_met", f"57{NBSP}% enligt redovisningen, antalet ej redovisat"),
        "2.3.7": ("not_reported", "ej redovisat"),
        "2.3.9": ("not_reported", "ej redovisat"),
        "2.3.10": ("not_met", f"60{NBSP}% enligt redovisningen, antalet ej redovisat"),
        "2.3.11": ("met", f"67 av 122 (55{NBSP}%)"),
        "2.3.14": ("not_met", "12"),
    }
    assert all(target.note for target in Target.objects.filter(measure=None))


def test_printed_sums_stand_beside_the_computed_ones(historic):
    kind = ActivityKind.objects.create(name="seminarium")
    for number, participants, counts in ((1, 500, True), (2, 241, True), (3, 23, False)):
        Activity.objects.create(
            programme=historic,
            number=number,
            title="Seminarium",
            kind=kind,
            status="held",
            participants=participants,
            in_competence_programme=counts,
        )
    found = printed_beside_computed(historic)
    assert [(each.printed.text, each.value, each.whole, each.agrees) for each in found] == [
        ("32 projekt, 31 i stadsdelar och Simba", 32, None, True),
        ("15,5 mnkr till metodutveckling", 15_528_000, None, True),
        ("18,6 mnkr förbrukat", 18_606_000, None, True),
        ("9 av 9 slutredovisade", 9, 9, True),
        ("8 av 9 slutredovisade", 8, 9, True),
        ("12 av 14 slutredovisade", 10, 14, False),  # 2.3.4 is unclear, 2.3.6 incomplete
        ("18 ja i tabellen", 14, None, False),  # as the texts are read
        ("14 nej i tabellen", 12, None, False),
        ("omkring 750 seminariedeltagare", 741, None, True),
    ]


@pytest.mark.parametrize(
    ("value", "is_rounded", "agrees"),
    [(750, False, True), (741, False, False), (741, True, True), (734, True, False), (None, True, False)],
)
def test_rounded_sum_agrees_within_two_percent(value, is_rounded, agrees):
    printed = PrintedSum(value=Decimal(750), is_rounded=is_rounded)
    assert Beside(printed, None if value is None else Decimal(value)).agrees is agrees
