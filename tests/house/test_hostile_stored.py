"""Every text in the database hostile: pages show it dead, files guard it, letters keep it in its line."""

from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.core import mail
from django.db import IntegrityError, models, transaction
from django.db.models import Value
from django.db.models.functions import Cast, Concat, Left

from portal.deadlines.models import ExpectedReport
from portal.deadlines.reminding import remind
from portal.organisation.models import Organisation
from projects.models import Project
from tests.house.city import demo_city, logged_in
from tests.house.doors import DOORS
from tests.house.hostile import FORMULA, RIGHT_TO_LEFT, SCRIPT, SHORT_SCRIPT, formulas_in, runs_in
from tests.house.reading import said_by
from tests.house.test_back_door import back_office

pytestmark = pytest.mark.django_db
OURS = (
    "organisation",
    "cases",
    "projects",
    "comments",
    "imports",
    "files",
    "saved",
    "deadlines",
    "takeovers",
)
# What is an address, a code or a hash is no text: nobody types it.
NOT_TEXT = {"key", "slug", "password", "sha256", "path", "query", "href", "content_type", "email"}
READERS = ["samordnare", "projektledare", "registrator", "admin"]
FILES = ["/projekt/?program=alla&format={form}", "/arenden/?format={form}", "/arenden/vantar/?format={form}"]
FILES += [
    "/sammanstallningar/beviljade-medel/?program=exempelprogrammet&format={form}",
    "/sammanstallningar/beviljade-medel-per-ar/?format={form}",
    "/sammanstallningar/beviljade-medel/rader/?program=exempelprogrammet&kolumn=antal&format={form}",
    "/inlasning/projekt/mall.{form}",
    "/inlasning/projekt/export.{form}",
    "/inlasning/beviljade-medel/export.{form}",
    "/inlasning/indikatorer/export.{form}",
    "/projekt/indikatorer/?format={form}",
]


def texts_of(model: type[models.Model]) -> list[models.Field]:
    """The columns of a model that somebody typed."""
    found = []
    for field in model._meta.concrete_fields:
        plain = type(field) in (models.CharField, models.TextField)
        if plain and not field.choices and field.name not in NOT_TEXT:
            found.append(field)
    return found


def written(rows: models.QuerySet, name: str, told: Left) -> bool:
    """Write ``told`` in the column; False where the database holds it to a form of its own (dates)."""
    try:
        with transaction.atomic():
            rows.update(**{name: told})
    except IntegrityError:
        return False
    return True


def spoil(text: str, short: str) -> int:
    """Write ``text`` in every typed column of every row, with the row's number after it (or, in ``short``
    where few signs fit, at #) so that they differ. Answer how many columns there were."""
    columns = 0
    for model in apps.get_models():
        if model._meta.app_label in OURS and not model.__name__.endswith("Event"):
            for column in texts_of(model):
                longest = column.max_length or 4000
                before, _number, after = (short if longest <= 60 else f"{text} 9#").partition("#")
                parts = (Value(before), Cast("pk", models.CharField()), Value(after))
                told = Left(Concat(*parts, output_field=models.TextField()), longest)
                columns += written(model._default_manager.exclude(**{column.name: ""}), column.name, told)
    Project.objects.update(collaborators=[text[:160]])
    return columns


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), demo_city() as found:
        found.browsers = {login: logged_in(login) for login in [*READERS, "revisor"]}
        yield found


def test_texts_are_found_at_all():
    found = [f"{model.__name__}.{field.name}" for model in apps.get_models() for field in texts_of(model)]
    assert {"Project.title", "Project.goal", "Organisation.short_name", "User.first_name"} <= set(found)
    assert {"Comment.text", "StoredFile.name", "CaseNumber.number", "Area.name"} <= set(found)


@pytest.mark.parametrize("login", READERS)
@pytest.mark.parametrize("text", [SCRIPT, RIGHT_TO_LEFT])
def test_nothing_stored_comes_alive_on_a_page(city, login, text):
    browser, wrong = city.browsers[login], []
    pages = [door.path(city) for door in DOORS if door.answer(login, "get") == 200]
    assert spoil(text, SHORT_SCRIPT if text == SCRIPT else f"{text}#") > 30
    for page in pages + (back_office() if login == "admin" else []):
        answer = browser.get(page)
        if answer.status_code not in (200, 302, 403, 404, 405):
            wrong.append((page, answer.status_code))
        elif "html" in answer.headers.get("Content-Type", ""):
            wrong += [(page, alive) for alive in runs_in(said_by(answer))]
    assert wrong == []


@pytest.mark.parametrize(
    "text", [FORMULA, "+1-cmd|'/C calc'!A0", "@SUM(1)", "\t=1+1", "-2+3", '"=1+1', "'=1+1"]
)
def test_nothing_stored_is_worked_out_by_a_spreadsheet(city, text):
    spoil(text, f"{text[:12]}#")
    wrong = {}
    for address in FILES:
        for form in ("csv", "xlsx"):
            login = "registrator" if "vantar" in address else "samordnare"
            answer = city.browsers[login].get(address.format(form=form))
            assert answer.status_code == 200, address
            if found := formulas_in(answer.getvalue()):
                wrong[address] = found[:3]
    export = city.browsers["admin"].post("/admin/organisation/user/export/", {"format": "0", "resource": ""})
    assert formulas_in(export.content) == []
    assert wrong == {}


def test_what_spreadsheets_work_out_is_found():
    """Or the test above would prove nothing."""
    assert formulas_in(b"a;=1+1;-1,5;-x\r\n") == ["=1+1", "-x"]


def test_letter_keeps_to_its_line(city):
    """A line break in a title is no header of the letter, and stops nobody else's."""
    lines = "Rad\r\nBcc: x@evil.example\r\n\r\n"
    done = datetime(2026, 1, 1, tzinfo=UTC)
    others = ExpectedReport.objects.exclude(pk=city.jarva_report.pk)
    others.update(state="accepted", submitted_at=done, decided_at=done)
    Project.objects.update(title=Concat(Value(lines), "number"))
    Organisation.objects.update(short_name=Left(Concat(Value(lines), "short_name"), 120))
    sent = remind(today=date(2027, 3, 1), now=datetime(2027, 3, 1, 6, tzinfo=UTC))
    assert ([person.username for person in sent.people], sent.failed) == (["projektledare"], ())
    (letter,) = mail.outbox
    assert letter.subject.startswith("Redovisning för 1.1 Rad Bcc: x@evil.example")
    assert letter.message()["Bcc"] is None
