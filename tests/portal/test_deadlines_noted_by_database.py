"""A report that comes in by SQL or COPY is noted on its expected report, as one that a form hands in is."""

import io
from datetime import UTC, datetime

import pytest
from django.db import connection

from funding.models import PartyDuty, PartyReport
from portal.deadlines.models import ExpectedReport
from portal.history.context import acting, because
from projects.models import Report
from tests.factories.funding import make_agreement
from tests.factories.portal import ExpectedReportFactory, UserFactory
from tests.factories.projects import ReportDutyFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
BEFORE = datetime(2026, 5, 4, 9, tzinfo=UTC)  # when the factories' reports came in
NOW = datetime(2026, 6, 2, 10, tzinfo=UTC)


def project_duty(**expected):
    return ReportDutyFactory(expected=ExpectedReportFactory(**expected))


def party_duty(**expected):
    one = make_agreement().parties.first()
    return PartyDuty.objects.create(party=one, expected=ExpectedReportFactory(**expected))


@pytest.fixture(params=[(Report, project_duty), (PartyReport, party_duty)], ids=["projects", "funding"])
def of(request):
    """The model of reports and what makes a duty of it."""
    return request.param


def copied(model, *reports):
    """Write the reports as a COPY does: columns and no Django."""
    names = [column.column for column in model._meta.concrete_fields if not column.primary_key]
    named = ", ".join(f'"{name}"' for name in names)
    rows = io.StringIO("".join(_line(model, report, names) for report in reports))
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {model._meta.db_table} ({named}) FROM STDIN", rows)


def _line(model, report, names):
    fields = {column.column: column for column in model._meta.concrete_fields}
    said = {name: fields[name].get_db_prep_save(getattr(report, name), connection) for name in names}
    cells = ("{}" if each == [] else "\\N" if each is None else str(each) for each in said.values())
    return "\t".join(cells) + "\n"


def inserted(model, *reports):
    for report in reports:
        report.save(force_insert=True)


def come(model, duty, *, version=1, at=NOW):
    """A report that is in, not yet written."""
    receiver = duty.expected.organisation if at else None
    return model(duty=duty, version=version, submitted_at=at, received_by=receiver, changed_at=NOW)


def stands(duty):
    row = ExpectedReport.objects.get(pk=duty.expected_id)
    return row.state, row.submitted_at, row.decided_at, row.return_reason


def events(duty):
    return ExpectedReport.pgh_event_model.objects.filter(pgh_obj=duty.expected_id)


@pytest.mark.parametrize("write", [inserted, copied])
class TestComesIn:
    def test_what_was_awaited_is_in_from_that_moment(self, of, write):
        model, duty_of = of
        duty, other = duty_of(), duty_of(year=2025)
        write(model, come(model, duty))
        assert stands(duty) == ("submitted", NOW, None, "")
        assert stands(other) == ("awaited", None, None, "")
        assert events(duty).count() == 2

    def test_a_draft_is_not_in(self, of, write):
        model, duty_of = of
        duty = duty_of()
        write(model, come(model, duty, at=None))
        assert stands(duty) == ("awaited", None, None, "")
        assert events(duty).count() == 1

    def test_what_was_returned_is_in_again_and_the_reason_gone(self, of, write):
        model, duty_of = of
        duty = duty_of(returned=True)
        write(model, come(model, duty, version=2))
        assert stands(duty) == ("submitted", NOW, None, "")

    def test_a_correction_of_what_was_taken_as_good_keeps_the_day_it_came(self, of, write):
        model, duty_of = of
        duty = duty_of(accepted=True)
        write(model, come(model, duty, version=2))
        assert stands(duty) == ("submitted", BEFORE, None, "")

    def test_a_first_version_under_what_was_taken_as_good_is_laid_in(self, of, write):
        model, duty_of = of
        duty = duty_of(accepted=True)
        write(model, come(model, duty))
        assert stands(duty) == ("accepted", BEFORE, BEFORE, "")
        assert events(duty).count() == 1

    def test_what_is_in_stays_and_no_history_is_written(self, of, write):
        model, duty_of = of
        duty = duty_of(submitted=True)
        write(model, come(model, duty, version=2))
        assert stands(duty) == ("submitted", BEFORE, None, "")
        assert events(duty).count() == 1


def test_a_draft_is_in_when_it_is_handed_in(of):
    model, duty_of = of
    duty, begun = duty_of(), duty_of(year=2025)
    for each in (duty, begun):
        come(model, each, at=None).save()
    model.objects.update(version=3)
    assert [stands(each)[0] for each in (duty, begun)] == ["awaited", "awaited"]
    receiver = duty.expected.organisation
    model.objects.filter(duty=duty).update(submitted_at=NOW, received_by=receiver)
    assert stands(duty) == ("submitted", NOW, None, "")
    assert stands(begun) == ("awaited", None, None, "")


def test_what_was_in_and_is_written_anew_is_not_handed_in_again(of):
    model, duty_of = of
    duty = duty_of()
    report = come(model, duty)
    report.save()
    ExpectedReport.objects.update(state="returned", decided_at=NOW, return_reason="Deltagarna saknas.")
    model.objects.update(comment="Rättstavat", submitted_at=BEFORE)
    assert stands(duty) == ("returned", NOW, NOW, "Deltagarna saknas.")


def test_of_two_versions_at_once_the_newest_counts(of):
    model, duty_of = of
    duty, good = duty_of(), duty_of(year=2025, accepted=True)
    reports = [come(model, duty, version=2), come(model, duty, at=BEFORE)]
    copied(model, *reports, come(model, good, at=BEFORE), come(model, good, version=2))
    assert stands(duty) == ("submitted", NOW, None, "")
    assert stands(good) == ("submitted", BEFORE, None, "")
    assert [events(each).count() for each in (duty, good)] == [2, 2]


def test_the_history_says_who_and_why_as_of_the_report(of):
    model, duty_of = of
    duty, somebody = duty_of(), UserFactory()
    with acting(by=somebody, door="test"), because("Kom med posten"):
        inserted(model, come(model, duty))
    (report,) = model.pgh_event_model.objects.all()
    changed = events(duty).get(pgh_label="update")
    assert changed.pgh_context == report.pgh_context
    assert changed.pgh_context.metadata["why"] == "Kom med posten"
    assert (changed.state, changed.submitted_at) == ("submitted", NOW)


def test_many_at_once_are_each_noted_with_their_own_moment(of):
    model, duty_of = of
    duties = [duty_of(year=2026 - n, number=1 + n % 3) for n in range(12)]
    moments = [NOW.replace(minute=n) for n in range(12)]
    drafts = [5, 7]
    copied(
        model,
        *(
            come(model, duty, at=None if n in drafts else at)
            for n, (duty, at) in enumerate(zip(duties, moments, strict=True))
        ),
    )
    found = [stands(duty)[:2] for duty in duties]
    assert found == [("awaited", None) if n in drafts else ("submitted", at) for n, at in enumerate(moments)]


def test_the_functions_join_by_hash_and_run_as_the_owner(of):
    model, _duty_of = of
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname, p.prosecdef, p.proconfig, has_function_privilege(p.oid, 'EXECUTE')"
            " FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE t.tgrelid = %s::regclass AND t.tgname LIKE '%%is_received%%' ORDER BY 1",
            [model._meta.db_table],
        )
        found = cursor.fetchall()
    as_it_should = (True, ["search_path=pg_catalog, public, pg_temp", "enable_nestloop=off"], False)
    assert [row[1:] for row in found] == [as_it_should, as_it_should]
