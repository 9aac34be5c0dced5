"""Fields that a form does not have change nothing, whatever somebody posts beside those it has."""

from dataclasses import dataclass, field

import pytest
import time_machine
from django.apps import apps
from django.db import connection, models
from django.db.models.expressions import RawSQL
from django.test import Client

from portal.cases.models import CaseNumber
from projects.models import Project
from tests.factories.portal import UserFactory
from tests.house.city import NOW, demo_city, logged_in, taken_back
from tests.house.forms import Boxes, Form, forms_on
from tests.house.reading import said_by

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
    "funding",
    "outreach",
    "disclosures",
)


@dataclass(frozen=True)
class Posting:
    """A form of a page, filled so that it is taken: by whom, where, to which address, with what."""

    login: str
    page: str
    typed: dict[str, str] = field(default_factory=dict)
    action: str = ""  # part of the form's address, where the page has several forms


POSTINGS = [
    Posting("samordnare", "/projekt/{joint}/andra/", {"title": "Annan titel", "why": "Skrivfel"}),
    Posting(
        "samordnare",
        "/projekt/nytt/",
        {"number": "7.77", "title": "Nytt", "area": "{area}", "lead": "{jarva}"},
    ),
    Posting(
        "projektledare",
        "/projekt/nytt/",
        {"number": "7.77", "title": "Nytt", "area": "{area}", "lead": "{jarva}"},
    ),
    Posting("projektledare", "/projekt/{draft}/andra/", {"title": "Annan titel"}),
    Posting(
        "samordnare",
        "/utlamnande/ny/",
        {
            "address": "/sammanstallningar/uppsokande-per-sprak/",
            "title": "Per språk",
            "purpose": "Till ett svar.",
        },
    ),
    Posting(
        "registrator", "/utlamnande/{disclosure}/prova/", {"outcome": "lamnas-ut", "days": "5", "reason": ""}
    ),
    Posting("samordnare", "/utlamnande/{disclosure}/", action="/ta-tillbaka/"),
    Posting("projektledare", "/projekt/{draft}/", action="/lamna-in/"),
    Posting("projektledare", "/kommentarer/{project_kind}/{draft}/", {"text": "Ring."}),
    Posting("samordnare", "/projekt/{joint}/medel/nytt/", {"amount": "10", "year": "2026"}),
    Posting("samordnare", "/projekt/{joint}/medel/{joint_grant}/andra/", {"amount": "421", "why": "Fel"}),
    Posting(
        "samordnare",
        "/projekt/indikatorer/ny/",
        {"name": "Ny", "unit": "personer", "precision": "month"},
    ),
    Posting("samordnare", "/projekt/indikatorer/{indicator}/andra/", {"name": "Annat namn"}),
    Posting(
        "samordnare", "/projekt/indikatorer/{indicator}/varden/nytt/", {"period": "2004-12", "value": "1"}
    ),
    Posting(
        "samordnare",
        "/projekt/indikatorer/{indicator}/varden/{indicator_value}/andra/",
        {"value": "2"},
        action="/andra/",
    ),
    Posting("samordnare", "/projekt/indikatorer/{indicator}/brott/nytt/", {"period": "2003", "text": "x"}),
    Posting("registrator", "/arenden/nytt/", {"title": "Nytt", "committee": "{jarva}"}),
    Posting("registrator", "/arenden/{jarva_case}/andra/", {"title": "Annat"}),
    Posting("registrator", "/arenden/{jarva_case}/diarienummer/", {"number": "X-1/2026"}),
    Posting(
        "registrator", "/arenden/{jarva_case}/diarienummer/{jarva_number}/", {"number": "X-2", "why": "Fel"}
    ),
    Posting(
        "registrator", "/arenden/ta-over/", {"number": "X-3"}, action="/arenden/ta-over/{norrmalm_case}/"
    ),
    Posting(
        "avtalshandlaggare",
        "/overenskommelser/{agreement}/tillagg/nytt/",
        {"begins": "2027-01-01", "change": "Ny andel."},
    ),
    Posting(
        "avtalshandlaggare",
        "/overenskommelser/{agreement}/avsluta/",
        {"last_day": "2027-06-30", "change": "Uppdraget upphör."},
    ),
    Posting(
        "avtalshandlaggare",
        "/overenskommelser/{agreement}/omforhandling/{notice}/styrgruppen/",
        {"steering_told_on": "2026-02-03"},
    ),
    Posting(
        "direktor",
        "/overenskommelser/{agreement}/omforhandling/{notice}/ta-tillbaka/",
        {"withdrawn_reason": "Antalen steg."},
    ),
    Posting("revisor", "/sparat/vyer/ny/?sida=/projekt/&urval=ar%3D2026", {"name": "Vyn"}),
    Posting("revisor", "/mina-brev/", {"language": "en"}),
    Posting("avtalshandlaggare", "/overenskommelser/{unsigned}/ta-tillbaka/", {"reason": "Fel datum."}),
    Posting(
        "direktor",
        "/overenskommelser/{unsigned}/underskrift/{unsigned_party}/",
        {"title": "Direktör", "has_read": "on"},
    ),
    Posting("direktor", "/overenskommelser/{unsigned}/avboj/{unsigned_party}/", {"reason": "För dyrt."}),
    Posting(
        "namndsekreterare",
        "/overenskommelser/delegationsbeslut/",
        {"dag": "2026-11-22"},
        action="/anmal/",
    ),
    Posting("uppsokare", "/uppsokande/ny/", {"form": "dialogtorg", "groups": "ebo", "women": "7"}),
    Posting("uppsokare", "/uppsokande/{planned}/andra/", {"place": "Husby", "remark": "Kort."}),
    Posting("uppsokare", "/uppsokande/{held_in_jarva}/stall-in/", {"reason": "Skriven två gånger."}),
    Posting("uppsokare", "/uppsokande/{planned}/flytta/", {"day": "2027-02-03"}),
    Posting("uppsokare", "/uppsokande/{planned}/serie/andra/", {"place": "Kista"}),
    Posting("uppsokare", "/uppsokande/{planned}/serie/stall-in/", {"reason": "Stängt."}),
    Posting(
        "uppsokare",
        "/uppsokande/iakttagelser/ny/",
        {"kind": "challenge", "theme": "tider", "text": "Kvällar passar."},
    ),
    Posting("uppsokare", "/uppsokande/iakttagelser/{own_observation}/andra/", {"theme": "tider"}),
    Posting(
        "uppsokare",
        "/uppsokande/material/nytt/",
        {"title": "Nytt brev", "kind": "letter", "owner": "{jarva}"},
    ),
    Posting("uppsokare", "/uppsokande/material/{material}/andra/", {"title": "Annat brev"}),
    Posting("uppsokare", "/uppsokande/samverkan/overenskommelse/{cooperation}/andra/", {"agreed": "Lokal."}),
    Posting(
        "uppsokare",
        "/uppsokande/kartlaggningar/{mapping}/svar/{jarva_mapping_reply}/andra/",
        {"question_1": "Två gånger i veckan."},
    ),
    Posting("samordnare", "/uppsokande/kartlaggningar/{unsent_mapping}/andra/", {"title": "Annan"}),
    Posting("admin", "/admin/organisation/user/{somebody}/change/", {"title": "Annan"}),
    Posting("admin", "/admin/organisation/user/add/", {"username": "ny"}),
    Posting("admin", "/admin/organisation/organisation/{jarva}/change/", {"note": "Annan"}),
    Posting("admin", "/admin/projects/programme/{programme}/change/", {"goal": "Annat"}),
]


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), demo_city() as found:
        found.area = found.joint.area
        found.known = keys_of_all()
        found.as_it_was = {model._meta.label: (len(keys), []) for model, keys in found.known.items()}
        yield found


def ours() -> list[type[models.Model]]:
    found = [model for model in apps.get_models() if model._meta.app_label in OURS]
    return [model for model in found if not model.__name__.endswith("Event")]


def keys_of_all() -> dict[type, set]:
    return {model: set(model._default_manager.values_list("pk", flat=True)) for model in ours()}


def rows_since(mark: int, known: dict[type, set]) -> dict[str, tuple[int, list[str]]]:
    """Of every model how many rows there are, and those that the transaction ``mark`` or a later one wrote.
    What is new has another key each time, and is called so when ``known`` tells what is old."""
    found = {}
    for model in ours():
        rows = model._default_manager.annotate(_mark=RawSQL("xmin::text::bigint", ())).filter(_mark__gte=mark)
        told = sorted(repr(_row(model, row, known)) for row in rows.values())
        found[model._meta.label] = (model._default_manager.count(), told)
    return found


def _mark() -> int:
    """The number of the savepoint that we are in."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE marked (x int) ON COMMIT DROP")
        cursor.execute("INSERT INTO marked VALUES (1)")
        cursor.execute("SELECT xmin::text::bigint FROM marked")
        (found,) = cursor.fetchone()
        cursor.execute("DROP TABLE marked")
    return found


def _row(model: type[models.Model], row: dict, known: dict[type, set]) -> dict:
    shown = {
        name: value for name, value in row.items() if name not in ("id", "object_id", "password", "_mark")
    }
    for column in model._meta.concrete_fields:
        old = known.get(column.related_model)
        if old is not None and row[column.attname] is not None and row[column.attname] not in old:
            shown[column.attname] = "new"
    return shown


def unasked(form: Form) -> Boxes:
    """Every field of every model that the form does not have, by its names, with a value it could take."""
    found: Boxes = {"id": ["1"], "pk": ["1"], "is_draft": ["0"], "draft": [""], "by": ["1"], "force": ["1"]}
    for model in ours():
        for column in model._meta.get_fields():
            for name in {column.name, getattr(column, "attname", column.name)}:
                found[name] = [_some(column)]
    return {name: value for name, value in found.items() if name not in form.boxes and name not in form.names}


def _some(column) -> str:
    if isinstance(column, models.DateTimeField):
        return "2020-01-01 12:00"
    if isinstance(column, models.DateField):
        return "2020-01-01"
    if column.is_relation and column.related_model:
        return str(
            column.related_model._default_manager.order_by("-pk").values_list("pk", flat=True).first() or 1
        )
    if choices := getattr(column, "choices", None):
        return str(list(choices)[-1][0])
    return "on" if isinstance(column, models.BooleanField) else "7"


def written(browser: Client, action: str, boxes: Boxes, known: dict[type, set]) -> tuple[int, dict]:
    with taken_back():
        mark = _mark()
        answer = browser.post(action, boxes)
        return answer.status_code, rows_since(mark, known)


def test_what_is_written_is_seen(city):
    """Or the test below would prove nothing: one changed row, one new, one gone."""
    with taken_back():
        mark = _mark()
        Project.objects.filter(pk=city.joint.pk).update(title="Annan")
        UserFactory()
        CaseNumber.objects.filter(pk=city.jarva_number.pk).delete()
        found = rows_since(mark, city.known)
    changed = {label: seen for label, seen in found.items() if seen != city.as_it_was[label]}
    people, numbers = (city.as_it_was[name][0] for name in ("organisation.User", "cases.CaseNumber"))
    assert {label: (count, len(rows)) for label, (count, rows) in changed.items()} == {
        "projects.Project": (city.as_it_was["projects.Project"][0], 1),
        "organisation.User": (people + 1, 1),
        "cases.CaseNumber": (numbers - 1, 0),
    }


@pytest.mark.parametrize(
    "posting", POSTINGS, ids=lambda posting: f"{posting.login} {posting.page}{posting.action}"
)
def test_extra_fields_change_nothing(city, posting):
    keys = {name: thing.pk for name, thing in vars(city).items() if hasattr(thing, "pk")}
    page = posting.page.format(**keys)
    with time_machine.travel(NOW, tick=False):
        browser = logged_in(posting.login)
        forms = [
            form
            for form in forms_on(page, said_by(browser.get(page)))
            if form.method == "post" and (posting.action.format(**keys) or page) in form.action
        ]
        form = forms[0]
        boxes = form.filled(**{name: value.format(**keys) for name, value in posting.typed.items()})
        status, plain = written(browser, form.action, boxes, city.known)
        assert (status, plain != city.as_it_was) == (302, True)
        more = unasked(form)
        assert len(more) > 100
        assert written(browser, form.action, more | boxes, city.known) == (302, plain)
