"""Files handed in live by the retention rule: kept, or disposed of on the day, with their bytes and rows."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db.models import ProtectedError
from django.urls import reverse

from portal.database.refusals import in_words
from portal.files.models import StoredFile
from portal.files.storing import remove_bytes, store_file
from portal.imports import disposing, later, running, undoing, working
from portal.imports.job import Job
from portal.imports.models import Batch, RowOutcome
from portal.imports.retention import RetentionRule, lives_by
from portal.organisation.models import Organisation, Role
from tests.factories.portal import person
from tests.factories.projects import ProjectFactory
from tests.portal.importing import Societies, at_work, offer

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
LATER = datetime(2028, 11, 22, 9, tzinfo=UTC)  # two years, to the day
GOOD = b"Nyckel;Namn\na;Ett\nb;Tv\xc3\xa5\n"
BAD = "Nyckel;Namn;Bildad\na;Ett;igår\nc;Fem;\n".encode()
SAID = "Filen och dess rader gallrades den 2028-11-22 enligt beslut KS 2026/7."


@pytest.fixture
def kind(monkeypatch):
    societies = Societies()
    offer(societies, monkeypatch)
    return societies


@pytest.fixture
def sender(client, kind):
    somebody = person(Role.COORDINATOR)
    client.force_login(somebody)
    return somebody


def rule(years=2, decision="KS 2026/7", begins=date(2026, 1, 1)):
    return RetentionRule.objects.create(years=years, decision=decision, decided_on=begins, valid_from=begins)


def receive(kind, content=GOOD, by=None, now=NOW):
    return running.receive(kind=kind, name="fil.csv", content=content, by=by, now=now)


def applied(kind, content=GOOD, by=None):
    return running.apply(batch=receive(kind, content, by), kind=kind, scope="allt", by=by, now=NOW)


@pytest.fixture
def dispose(django_capture_on_commit_callbacks):
    """Dispose of all that is due two years later; answers how many."""

    def at(now=LATER) -> int:
        with django_capture_on_commit_callbacks(execute=True):
            return disposing.dispose_due(now=now)

    return at


def is_there(batch) -> bool:
    return default_storage.exists(batch.file.path)


def again(batch) -> Batch:
    return Batch.objects.get(pk=batch.pk)


# The rule -------------------------------------------------------------------------------------------------


def test_rule_is_the_newest_that_has_begun():
    first, second = rule(), rule(5, "KS 2027/1", date(2027, 3, 1))
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2027, 2, 28), date(2027, 3, 1)]
    assert [RetentionRule.objects.valid_on(day) for day in days] == [None, first, first, second]


@pytest.mark.parametrize(
    ("years", "decision", "valid_from", "said"),
    [
        (0, "KS 1", "2026-01-01", {"years": ["Skriv antalet år som ett tal från 1 till 100."]}),
        (101, "KS 1", "2026-01-01", {"years": ["Skriv antalet år som ett tal från 1 till 100."]}),
        (1, " ", "2026-01-01", {"decision": ["Skriv gallringsbeslutets nummer."]}),
        (1, "KS 1", "2025-12-31", {"__all__": ["Regeln kan inte gälla före dagen då den beslutades."]}),
    ],
)
def test_database_refuses_what_is_no_rule(years, decision, valid_from, said):
    with pytest.raises(ValidationError) as refused, in_words():
        RetentionRule.objects.create(
            years=years, decision=decision, decided_on="2026-01-01", valid_from=valid_from
        )
    assert refused.value.message_dict == said


def test_ends_of_what_is_a_rule_are_let_through():
    assert [rule(1).years, rule(100, begins=date(2026, 1, 2)).years] == [1, 100]


def test_rule_that_was_followed_is_neither_changed_nor_taken_away(kind, dispose):
    followed, other = rule(), rule(50, begins=date(2020, 1, 1))
    applied(kind)
    assert dispose() == 1
    with pytest.raises(ProtectedError):
        followed.delete()
    with pytest.raises(ValidationError) as refused, in_words():
        RetentionRule.objects.filter(pk=followed.pk).update(decision="Ett annat")
    assert refused.value.messages == ["Filer är gallrade enligt regeln. Lägg till en ny regel i stället."]
    RetentionRule.objects.filter(pk=other.pk).update(years=49)
    assert other.delete()[0] == 1


def test_disposed_at_without_a_rule_is_refused(kind):
    batch = receive(kind)
    with pytest.raises(ValidationError) as refused, in_words():
        Batch.objects.filter(pk=batch.pk).update(disposed_at=NOW)
    assert refused.value.messages == ["En gallrad fil har en tidpunkt och en regel."]


# When -----------------------------------------------------------------------------------------------------


def test_due_on_the_day_and_not_the_day_before(kind):
    batch = applied(kind)
    rule()
    assert list(disposing.due(date(2028, 11, 21))) == []
    assert list(disposing.due(date(2028, 11, 22))) == [batch]


def test_day_is_the_swedish_one(kind):
    batch = receive(kind, now=datetime(2026, 11, 22, 23, 30, tzinfo=UTC))  # the 23rd, half past midnight
    rule()
    assert list(disposing.due(date(2028, 11, 22))) == []
    assert list(disposing.due(date(2028, 11, 23))) == [batch]


@pytest.mark.parametrize(
    ("acted", "years", "first"),
    [
        (date(2024, 2, 29), 1, date(2025, 3, 1)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2027, 2, 28), 1, date(2028, 2, 28)),
    ],
)
def test_leap_day(kind, acted, years, first):
    batch = receive(kind, now=datetime(acted.year, acted.month, acted.day, 12, tzinfo=UTC))
    rule(years, begins=date(2024, 1, 1))
    assert list(disposing.due(first - timedelta(days=1))) == []
    assert [list(disposing.due(first + timedelta(days=later))) for later in (0, 1)] == [[batch]] * 2


def test_last_act_is_what_counts(kind):
    batch = applied(kind)
    undoing.undo(batch=batch, kind=kind, rest=False, by=None, now=NOW + timedelta(days=3))
    rule()
    assert list(disposing.due(date(2028, 11, 24))) == []
    assert list(disposing.due(date(2028, 11, 25))) == [batch]


def test_every_state_is_due_but_not_what_is_at_work(kind):
    rule()
    done = [applied(kind), receive(kind, BAD), receive(kind, b"%PDF-1.7"), receive(kind, GOOD + b"c;Tre\n")]
    running.discard(batch=done[-1])
    stopped = later.receive_later(kind=kind, name="fil.csv", content=b"Nyckel\n", by=None, now=NOW)
    Job.objects.update(problem="Gick inte.")
    later.receive_later(kind=kind, name="fil.csv", content=BAD, by=None, now=NOW)
    assert {batch.state for batch in [*done[:-1], again(done[-1]), stopped]} == {
        *("applied", "checked", "unreadable", "discarded", "waiting")
    }
    assert set(disposing.due(LATER.date())) == {*done, stopped}


def test_without_a_rule_nothing_goes(kind, dispose, django_assert_num_queries):
    batch = applied(kind)
    with django_assert_num_queries(1):
        assert dispose() == 0
    assert (again(batch).disposed_at, batch.outcomes.count(), is_there(batch)) == (None, 2, True)


def test_rule_that_has_not_begun_is_none(kind, dispose):
    batch = applied(kind)
    rule(1, begins=date(2028, 11, 23))
    assert (dispose(), is_there(batch)) == (0, True)


# What stays and what goes ---------------------------------------------------------------------------------


def test_rows_and_bytes_go_and_who_when_and_counts_stay(kind, dispose):
    sender = person(Role.COORDINATOR)
    batch, followed = applied(kind, by=sender), rule()
    Batch.objects.filter(pk=batch.pk).update(corrections={"2": {"short_name": "Ett"}}, problem="Ett hinder.")
    kept = (
        "received_by",
        "received_at",
        "applied_by",
        "applied_at",
        "new",
        "bad",
        "state",
        "scope",
        "context",
    )
    before = {name: getattr(again(batch), name) for name in kept}
    assert dispose() == 1
    found = again(batch)
    assert {name: getattr(found, name) for name in kept} == before
    assert (found.disposed_at, found.disposed_under) == (LATER, followed)
    assert (found.detected, found.corrections, found.problem) == (
        {"format": "CSV", "encoding": "UTF-8", "separator": "semikolon"},
        {},
        "",
    )
    assert (RowOutcome.objects.count(), is_there(batch)) == (0, False)
    assert (found.file.name, found.file.size, found.file.sha256) == ("fil.csv", len(GOOD), batch.file.sha256)
    assert Organisation.objects.filter(kind="voluntary").count() == 2


def test_history_says_under_which_decision(kind, dispose):
    batch = applied(kind)
    rule()
    dispose()
    last = Batch.pgh_event_model.objects.filter(pgh_obj_id=batch.pk).order_by("pgh_id").last()
    assert (last.pgh_label, last.pgh_context.metadata) == (
        "update",
        {"user": None, "door": "dispose_imports", "why": "Gallrad enligt beslut KS 2026/7"},
    )


def test_second_disposal_does_nothing(kind, dispose):
    batch, followed = applied(kind), rule()
    assert dispose() == 1
    assert disposing.dispose(batch=batch, rule=followed, now=LATER + timedelta(days=1)) is False
    assert (dispose(LATER + timedelta(days=1)), again(batch).disposed_at) == (0, LATER)


def test_file_not_due_is_not_disposed_of(kind):
    batch, followed = applied(kind), rule()
    assert disposing.dispose(batch=batch, rule=followed, now=LATER - timedelta(days=1)) is False
    assert (again(batch).disposed_at, batch.outcomes.count()) == (None, 2)


def test_bytes_gone_already_are_no_error(kind, dispose):
    batch = applied(kind)
    rule()
    default_storage.delete(batch.file.path)
    assert dispose() == 1


def test_stopped_job_goes_too(kind, dispose):
    batch = applied(kind)
    rule()
    Job.objects.create(batch=batch, what="undo", asked_at=NOW, problem="Gick inte.")
    assert (dispose(), Job.objects.count()) == (1, 0)


def test_bytes_that_another_file_still_has_are_kept_until_it_goes(kind, dispose):
    first = receive(kind)
    second = receive(kind, now=NOW + timedelta(days=1))
    assert first.file.sha256 == second.file.sha256
    rule()
    assert (dispose(), is_there(first)) == (1, True)
    assert (dispose(LATER + timedelta(days=1)), is_there(first)) == (1, False)


def test_bytes_of_an_attachment_are_kept_until_it_goes(kind, dispose):
    """Found by its foreign key, also when it is the very same stored file."""
    sender = person(Role.COORDINATOR)
    batch, project = applied(kind, by=sender), ProjectFactory()
    attachment = project.attachments.create(
        file=batch.file, title="Underlag", authority=batch.authority, added_by=sender, added_at=NOW
    )
    rule()
    assert (dispose(), is_there(batch)) == (1, True)
    attachment.delete()
    assert (dispose(LATER + timedelta(days=1)), is_there(batch)) == (0, False)


def test_stored_file_nothing_points_at_yet_is_kept(kind, dispose):
    batch = applied(kind)
    store_file(name="på väg.csv", content=GOOD, by=None)
    rule()
    assert (dispose(), is_there(batch)) == (1, True)


@pytest.mark.django_db(transaction=True)
def test_bytes_somebody_is_storing_are_kept():
    sha256 = store_file(name="fil.csv", content=GOOD, by=None).sha256
    with at_work(lambda: store_file(name="fil.csv", content=GOOD, by=None)):
        assert remove_bytes(sha256, is_kept=lambda: False) is False
    assert default_storage.exists(StoredFile(sha256=sha256).path)
    assert remove_bytes(sha256, is_kept=lambda: True) is False
    assert remove_bytes(sha256, is_kept=lambda: False) is True
    assert not default_storage.exists(StoredFile(sha256=sha256).path)


@pytest.mark.django_db(transaction=True)
def test_file_in_somebodys_hands_waits_for_the_next_day(kind):
    batch, followed = applied(kind), rule()
    with at_work(lambda: Batch.objects.select_for_update().get(pk=batch.pk)):
        assert disposing.dispose(batch=batch, rule=followed, now=LATER) is False
    assert disposing.dispose(batch=batch, rule=followed, now=LATER) is True
    assert not is_there(batch)


# By the worker and by command -----------------------------------------------------------------------------


def test_worker_disposes_once_a_day(kind, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(working, "disposed_on", working.LastDay())
    first, followed = applied(kind), rule()
    with django_capture_on_commit_callbacks(execute=True):
        working.look(now=LATER)
        second = receive(kind, BAD)
        working.look(now=LATER + timedelta(hours=1))
        assert (again(first).disposed_under, again(second).disposed_under) == (followed, None)
        working.look(now=LATER + timedelta(days=1))
    assert again(second).disposed_under == followed


def command(*arguments) -> str:
    out = StringIO()
    call_command("dispose_imports", *arguments, stdout=out)
    return out.getvalue()


def test_command_says_how_many_and_why(kind, django_capture_on_commit_callbacks):
    assert command() == "Ingen gallringsregel gäller i dag. Allt bevaras.\n"
    batch = receive(kind, now=datetime(2020, 1, 1, tzinfo=UTC))
    rule(begins=date(2020, 1, 1))
    assert command("--dry-run") == "Filer att gallra enligt beslut KS 2026/7: 1.\n"
    assert is_there(batch)
    with django_capture_on_commit_callbacks(execute=True):
        assert command() == "Gallrade filer enligt beslut KS 2026/7: 1.\n"
    assert not is_there(batch)
    assert command() == "Gallrade filer enligt beslut KS 2026/7: 0.\n"


# The pages ------------------------------------------------------------------------------------------------


def page(client, batch, query="") -> str:
    answer = client.get(f"/inlasning/{batch.pk}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_receipt_says_by_which_rule_it_lives(client, kind, sender):
    batch = applied(kind, by=sender)
    assert "Kvittot och filen bevaras." in page(client, batch)
    rule(begins=date(2020, 1, 1))
    assert "Kvittot och filen gallras efter 2 år enligt beslut KS 2026/7." in page(client, batch)
    assert lives_by(None) == "Kvittot och filen bevaras."


LEADS = ("fil/", "rader.csv", "rader.xlsx", "angra", "verkstall", "avbryt", "celler", "kolumner", "forsok")


@pytest.mark.parametrize("undone", [False, True])
def test_receipt_of_a_file_disposed_of(client, kind, sender, dispose, undone):
    batch = applied(kind, by=sender)
    if undone:
        undoing.undo(batch=batch, kind=kind, rest=False, by=sender, now=NOW)
    rule()
    dispose()
    shown = page(client, batch, "?angra=1")
    for said in (SAID, "fil.csv", str(sender), "Har lagts till" if not undone else "Ångrad av"):
        assert said in shown
    assert [lead for lead in LEADS if f"/inlasning/{batch.pk}/{lead}" in shown] == []
    assert ("Rad 2" in shown, "Ångra inläsningen" in shown, 'href="?angra' in shown) == (False, False, False)


def test_preview_of_a_file_disposed_of(client, kind, sender, dispose):
    batch = receive(kind, BAD, by=sender)
    rule()
    dispose()
    shown = page(client, batch)
    assert (SAID in shown, "Gallrad fil" in shown) == (True, True)
    assert [lead for lead in LEADS if f"/inlasning/{batch.pk}/{lead}" in shown] == []
    assert "igår" not in shown


READ = ("fil/", "rader.csv", "rader.xlsx")
CHANGED = ("angra/", "verkstall/", "avbryt/", "celler/", "kolumner/", "forsok/")


@pytest.mark.parametrize("content", [GOOD, BAD])
def test_every_other_address_answers_in_words(client, kind, sender, dispose, content):
    batch = applied(kind, by=sender) if content is GOOD else receive(kind, content, by=sender)
    rule()
    dispose()
    state = again(batch).state
    here = f"/inlasning/{batch.pk}/"
    answers = [client.get(here + path, follow=True) for path in READ]
    answers += [client.post(here + path, follow=True) for path in CHANGED]
    assert [answer.redirect_chain for answer in answers] == [[(here, 302)]] * 9
    assert [answer.content.decode().count(SAID) for answer in answers] == [2] * 9  # message and notice
    assert [client.post(here + path).status_code for path in READ] == [405] * 3
    assert again(batch).state == state


def test_undo_and_the_rest_are_refused_in_the_same_words(kind, dispose):
    done, open_one = applied(kind), receive(kind, BAD)
    rule()
    dispose()
    done, open_one = again(done), again(open_one)
    refusals = []
    for tried in (
        lambda: undoing.undo(batch=done, kind=kind, rest=True, by=None, now=LATER),
        lambda: running.apply(batch=open_one, kind=kind, scope="goda", by=None, now=LATER),
        lambda: running.check_again(batch=open_one, kind=kind, say=lambda each: None, by=None, now=LATER),
        lambda: running.discard(batch=open_one),
    ):
        with pytest.raises(ValidationError) as refused:
            tried()
        refusals += refused.value.messages
    assert refusals == [SAID] * 4
    assert undoing.look(batch=done, kind=kind) == undoing.Undoing((), ())


def test_same_file_handed_in_again_is_recognised(kind, sender, dispose):
    batch = applied(kind, by=sender)
    rule()
    dispose()
    assert receive(kind, by=sender, now=LATER) == batch


def test_file_taken_back_and_disposed_of_can_be_read_in_again(kind, dispose):
    first = applied(kind)
    undoing.undo(batch=first, kind=kind, rest=False, by=None, now=NOW)
    rule()
    dispose()
    second = receive(kind, now=LATER)
    assert (second.pk != first.pk, second.state, is_there(second)) == (True, "checked", True)
    assert (dispose(LATER + timedelta(days=1)), is_there(second)) == (0, True)


@pytest.mark.parametrize("count", [1, 5])
def test_lists_keep_showing_it_at_the_same_cost(
    client, kind, sender, dispose, count, django_assert_num_queries
):
    for number in range(count):
        receive(kind, BAD + b"%d;x;\n" % number, by=sender)
    client.get("/inlasning/")
    with django_assert_num_queries(7):
        client.get("/inlasning/")
    rule()
    dispose()
    with django_assert_num_queries(7):
        shown = client.get("/inlasning/").content.decode()
    assert shown.count("Granskad, gallrad") == count
    numbers = "&".join(f"nr={batch.pk}" for batch in Batch.objects.all())
    listed = client.get(f"/inlasning/foreningar/filer/?{numbers}").content.decode()
    assert listed.count("Granskad, gallrad") == count
    assert "Ingen fil väntar" in client.get("/inlasning/foreningar/filer/").content.decode()


# Who may --------------------------------------------------------------------------------------------------

TYPED = {"decision": "KS 1", "decided_on": "2026-01-01", "years": "10", "valid_from": "2026-02-01"}


def test_administrator_sets_up_a_rule(client):
    client.force_login(person(Role.ADMINISTRATOR))
    assert client.post(reverse("admin:imports_retentionrule_add"), TYPED | {"years": "0"}).status_code == 200
    assert RetentionRule.objects.count() == 0
    assert client.post(reverse("admin:imports_retentionrule_add"), TYPED).status_code == 302
    found = RetentionRule.objects.get()
    assert (found.years, found.decision, found.valid_from) == (10, "KS 1", date(2026, 2, 1))
    delete = reverse("admin:imports_retentionrule_delete", args=[found.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 302
    assert RetentionRule.objects.count() == 0


def test_administrator_is_told_what_a_new_rule_takes_with_it(client, kind):
    client.force_login(person(Role.ADMINISTRATOR))
    told = "fil är så gammal att den gallras vid nästa genomgång"
    for number, years in enumerate((90, 1)):
        sent = TYPED | {
            "years": str(years),
            "decision": f"KS {number}",
            "valid_from": f"2026-02-0{number + 1}",
        }
        if number:
            old = datetime(2020, 1, 1, tzinfo=UTC)
            Batch.objects.filter(pk=applied(kind).pk).update(received_at=old, applied_at=old)
        page = client.post(reverse("admin:imports_retentionrule_add"), sent, follow=True).content.decode()
        assert (f"1 {told}" in page) is bool(number)


def test_rule_that_was_followed_stays_in_the_back_office(client, kind, dispose):
    followed, _batch = rule(), applied(kind)
    dispose()
    client.force_login(person(Role.ADMINISTRATOR))
    delete = reverse("admin:imports_retentionrule_delete", args=[followed.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403
    change = reverse("admin:imports_retentionrule_change", args=[followed.pk])
    answer = client.post(change, TYPED, follow=True)
    assert "Filer är gallrade enligt regeln." in answer.content.decode()
    assert RetentionRule.objects.get().decision == "KS 2026/7"


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_nobody_else_sets_up_a_rule(client, role):
    client.force_login(person(role))
    assert client.post(reverse("admin:imports_retentionrule_add"), TYPED).status_code == 403
    assert RetentionRule.objects.count() == 0
