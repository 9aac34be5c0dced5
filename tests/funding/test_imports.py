"""The file of tertial reports: read in, exported and read again, refused by line and column."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from funding.domain.reportcontent import said, values_of
from funding.domain.reporting import hand_in_draft, write_draft
from funding.domain.reviewing import accept_report, return_report
from funding.imports import PartyReportFile
from funding.models import Agreement, PartyDuty, PartyReport
from portal.deadlines.wheel import load_wheel
from portal.imports.sheets_out import rows_out
from portal.imports.trying import try_file
from portal.organisation.models import Role
from tests.factories.funding import cost_type, party, signed_terms
from tests.factories.portal import OrganisationFactory, person

pytestmark = pytest.mark.django_db
NOW = datetime(2019, 5, 6, 9, tzinfo=UTC)
HEAD = (
    "Överenskommelse;År;Tertial;Stadsdelsförvaltning;Folkbokförda nyanlända 18-64;Kvinnor;Män;"
    "Barn (under 18);Personalkostnad tkr;Lokaler it tkr;Overhead tkr;Tolk tkr;Kommentar"
)


@pytest.fixture
def agreement():
    for code in ("personal", "lokaler-it", "overhead", "tolk"):
        cost_type(code)
    load_wheel()
    return signed_terms().agreement


def read(text: str, *, by=None, keep=True):
    return try_file(
        kind=PartyReportFile(),
        content=text.encode(),
        by=by,
        now=NOW,
        keep=lambda tried: keep and tried.may_be_kept(good_rows=False),
    )


def row(
    agreement: Agreement,
    district="Norrmalm",
    named="",
    year="2019",
    tertial="1",
    rest="58;31;27;12;705,2;106,5;70;;Bra.",
) -> str:
    return f"{named or agreement.key};{year};{tertial};{district};{rest}"


def file_of(*rows: str) -> str:
    return "\n".join([HEAD, *rows]) + "\n"


def problems(tried) -> list[tuple[int, str, str]]:
    return [(result.line, each.column, each.message) for result in tried.results for each in result.problems]


def statuses(tried) -> list[str]:
    return [result.status for result in tried.results]


def test_columns_are_exactly_the_contracts():
    assert ";".join(column.heading for column in PartyReportFile().columns) == HEAD
    required = [column.heading for column in PartyReportFile().columns if column.required]
    assert required == HEAD.split(";")[:5]


def test_a_row_is_handed_in_as_the_form_does_it(agreement):
    assert statuses(read(file_of(row(agreement)))) == ["new"]
    report = PartyReport.objects.get()
    assert said(values_of(report)) == {
        "registered": 58,
        "women": 31,
        "men": 27,
        "children": 12,
        "cost_personal": Decimal(705200),
        "cost_lokaler-it": Decimal(106500),
        "cost_overhead": Decimal(70000),
        "comment": "Bra.",
    }
    expected = PartyDuty.objects.get(reports=report).expected
    assert (report.submitted_at, expected.state) == (NOW, "submitted")
    assert PartyDuty.objects.filter(is_extra=True).count() == 0


def test_checking_leaves_nothing(agreement):
    assert statuses(read(file_of(row(agreement)), keep=False)) == ["new"]
    assert not PartyReport.objects.exists()


@pytest.mark.parametrize("named", ["key", "number", "title"])
def test_an_agreement_is_named_by_key_number_or_title(agreement, named):
    words = {
        "key": agreement.key.upper(),
        "number": agreement.case.numbers.get().number.replace("/", " - "),
        "title": f" {agreement.title.lower()} ",
    }[named]
    assert statuses(read(file_of(row(agreement, named=words)))) == ["new"]


def test_a_title_of_two_is_refused_with_both_keys(agreement):
    other = signed_terms().agreement
    Agreement.objects.update(title="Samma titel")
    ((line, column, _message),) = problems(read(file_of(row(agreement, named="Samma titel"))))
    (problem,) = read(file_of(row(agreement, named="Samma titel"))).results[0].problems
    assert (line, column) == (2, "Överenskommelse")
    assert problem.remedy == f"Skriv nyckeln: {agreement.key} eller {other.key}."


def test_aliases_are_read(agreement):
    head = HEAD.replace("Överenskommelse", "Avtal").replace("Stadsdelsförvaltning", "Stadsdel")
    text = file_of(row(agreement)).replace(HEAD, head.replace("Barn (under 18)", "Barn"))
    assert statuses(read(text)) == ["new"]


@pytest.mark.parametrize(
    ("changed", "column", "said_of_it"),
    [
        ({"named": "finns inte"}, "Överenskommelse", "Ingen undertecknad överenskommelse heter så."),
        ({"district": "Vet ej"}, "Stadsdelsförvaltning", "Ingen organisation heter så."),
        ({"tertial": "4"}, "Tertial", "Tertialen finns inte."),
        (
            {"tertial": "2", "year": "2018"},
            "Tertial",
            "Överenskommelsen gällde inte för Norrmalm under Tertial 2 2018.",
        ),
        ({"rest": ";31;27;12;;;;;"}, "Folkbokförda nyanlända 18-64", "Cellen är tom."),
        ({"rest": "58;31;27;12;-1;;;;"}, "Personalkostnad tkr", "Beloppet kan inte vara mindre än noll."),
        ({"rest": "58;31;27;1,5;;;;;"}, "Barn (under 18)", "Talet ska vara ett helt tal."),
        ({"tertial": "2"}, "Tertial", "Perioden har inte börjat."),
    ],
)
def test_what_is_wrong_is_said_by_line_and_column(agreement, changed, column, said_of_it):
    now = changed == {"tertial": "2"}
    text = file_of(row(agreement, **changed))
    if now:
        tried = try_file(
            kind=PartyReportFile(),
            content=text.encode(),
            by=None,
            now=datetime(2019, 4, 30, 9, tzinfo=UTC),
            keep=lambda tried: False,
        )
    else:
        tried = read(text)
    ((line, where, message),) = problems(tried)
    assert (line, where) == (2, column)
    assert message.startswith(said_of_it[:20])
    assert not PartyReport.objects.exists()


def test_who_is_no_party_is_refused_with_who_is(agreement):
    OrganisationFactory(short_name="Järva")
    (problem,) = read(file_of(row(agreement, district="Järva"))).results[0].problems
    assert (problem.message, problem.remedy) == (
        "Järva är inte part i överenskommelsen.",
        "Parterna är Kungsholmen, Norrmalm, Östermalm.",
    )


def test_one_party_may_not_report_for_another(agreement):
    user = person(Role.PROJECT_MANAGER, organisation=party(agreement, "Norrmalm").organisation)
    text = file_of(row(agreement), row(agreement, district="Östermalm"))
    tried = read(text, by=user)
    assert (statuses(tried), problems(tried)) == (
        ["new", "bad"],
        [(3, "Stadsdelsförvaltning", "Du får inte redovisa för Östermalm.")],
    )
    assert not PartyReport.objects.exists()
    assert statuses(read(file_of(row(agreement)), by=user)) == ["new"]


def test_a_stranger_does_not_hear_of_the_agreement(agreement):
    user = person(Role.PROJECT_MANAGER)
    ((_line, column, message),) = problems(read(file_of(row(agreement)), by=user))
    assert (column, message) == ("Överenskommelse", "Ingen undertecknad överenskommelse heter så.")


def test_the_same_row_twice_is_refused(agreement):
    tried = read(file_of(row(agreement), row(agreement)))
    assert statuses(tried) == ["new", "bad"]


def test_a_period_nobody_asked_for_is_taken_in_with_a_question(agreement):
    PartyDuty.objects.all().delete()
    (result,) = read(file_of(row(agreement))).results
    assert result.questions == ("Ingen väntade en redovisning för den perioden. Stämmer det?",)
    assert PartyDuty.objects.get().is_extra


def test_an_extra_duty_goes_with_its_refused_row(agreement):
    PartyDuty.objects.all().delete()
    tried = try_file(
        kind=PartyReportFile(),
        content=file_of(row(agreement, rest="58;31;27;12;;;;;Anna 19800101-1234")).encode(),
        by=None,
        now=NOW,
        keep=lambda tried: True,
    )
    assert (statuses(tried), PartyDuty.objects.count()) == (["bad"], 0)


def test_what_does_not_agree_is_asked_about(agreement):
    (result,) = read(file_of(row(agreement, rest="58;31;26;12;1;;;;"))).results
    assert len(result.questions) == 1


def test_the_export_reads_back_as_unchanged(agreement):
    read(file_of(row(agreement), row(agreement, district="Östermalm", rest="0;;;;;;;;Nej")))
    kind = PartyReportFile()
    rows = [";".join(_cell(each) for each in cells) for cells in rows_out(kind, kind.known(None))]
    assert len(rows) == 2
    assert statuses(read(file_of(*rows))) == ["unchanged", "unchanged"]


def _cell(value) -> str:
    return "" if value is None else str(value).replace(".", ",") if not isinstance(value, str) else value


def test_a_change_is_a_new_version_and_names_what_changed(agreement):
    read(file_of(row(agreement)))
    (result,) = read(file_of(row(agreement, rest="58;31;27;12;705,2;106,5;70;9,5;Bra."))).results
    assert [(each.column, each.old, each.new) for each in result.changes] == [("Tolk tkr", "", "9,5")]
    assert (result.status, PartyReport.objects.current().get().version) == ("changed", 2)


def test_a_column_that_is_not_there_leaves_what_is_stored(agreement):
    read(file_of(row(agreement)))
    report = PartyReport.objects.get()
    PartyReport.objects.filter(pk=report.pk).update(forecast=Decimal(5), cause="Därför.")
    short = "Överenskommelse;År;Tertial;Stadsdelsförvaltning;Folkbokförda nyanlända 18-64"
    assert statuses(read(f"{short}\n{agreement.key};2019;1;Norrmalm;57\n")) == ["changed"]
    newest = PartyReport.objects.current().get()
    assert (newest.registered, newest.women, newest.forecast, newest.cause) == (57, 31, 5, "Därför.")
    assert newest.costs.count() == 3


def test_what_is_accepted_is_refused_and_unchanged_is_not(agreement):
    read(file_of(row(agreement)))
    accept_report(report=PartyReport.objects.select_related("duty__expected").get(), now=NOW)
    assert statuses(read(file_of(row(agreement)))) == ["unchanged"]
    ((line, column, message),) = problems(read(file_of(row(agreement, rest="57;;;;;;;;"))))
    assert (line, column, message) == (2, "Överenskommelse", "Redovisningen är granskad och godtagen.")


def test_the_template_holds_each_partys_next_report(agreement):
    kind, norrmalm = PartyReportFile(), party(agreement, "Norrmalm")
    user = person(Role.PROJECT_MANAGER, organisation=norrmalm.organisation)
    first = {"agreement": agreement.title, "year": 2018, "period": 3, "district": "Norrmalm"}
    assert list(kind.to_fill_in(user, {})) == [first]
    assert [each["district"] for each in kind.to_fill_in(None, {})] == [
        "Kungsholmen",
        "Norrmalm",
        "Östermalm",
    ]
    assert len(list(kind.to_fill_in(None, {"part": str(norrmalm.pk)}))) == 4
    duty = PartyDuty.objects.get(party=norrmalm, expected__year=2018)
    report = hand_in_draft(
        report=write_draft(duty=duty, values={"registered": 9}, by=None, now=NOW), by=None, now=NOW
    )
    assert [each["period"] for each in kind.to_fill_in(user, {})] == [1]
    return_report(report=report, reason="Rätta.", now=NOW)
    assert next(iter(kind.to_fill_in(user, {})))["registered"] == 9


def test_a_party_takes_out_its_own(agreement):
    read(file_of(row(agreement), row(agreement, district="Östermalm")))
    user = person(Role.DISTRICT_DIRECTOR, organisation=party(agreement, "Östermalm").organisation)
    assert [each["district"] for each in PartyReportFile().known(user)] == ["Östermalm"]
    assert len(list(PartyReportFile().known(person(Role.AGREEMENT_OFFICER)))) == 2


@pytest.mark.parametrize("role", Role)
def test_who_may_read_in_and_take_out(role):
    user, kind = person(role), PartyReportFile()
    writers = {Role.PROJECT_MANAGER, Role.DISTRICT_DIRECTOR, Role.AGREEMENT_OFFICER}
    assert kind.may(user) is (role in writers)
    assert kind.may_export(user) is (role in writers | {Role.CONTROLLER, Role.AUDITOR})


def test_the_page_hands_out_the_template(client, agreement):
    user = person(Role.PROJECT_MANAGER, organisation=party(agreement, "Norrmalm").organisation)
    client.force_login(user)
    answer = client.get(reverse("imports:template", args=["overenskommelser", "csv"]))
    lines = b"".join(answer).decode("utf-8-sig").splitlines()
    assert lines[0].replace("*", "") == HEAD
    assert lines[1].startswith(f"{agreement.title};2018;3;Norrmalm;")


def test_many_rows_ask_as_often_as_few(agreement, django_assert_max_num_queries):
    rows = [row(agreement, district=name) for name in ("Kungsholmen", "Norrmalm", "Östermalm")]
    with django_assert_max_num_queries(60):
        read(file_of(*rows))
    assert PartyReport.objects.count() == 3
