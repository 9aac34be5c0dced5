"""The back office: for its own role and nobody else, every page of it; state and money are only read."""

import pytest
from django.contrib import admin
from django.urls import reverse

from funding.models import Allowance, BookingRule, CodePart
from outreach.models import Language, Population, TargetGroup, Topic
from portal.cases.models import NumberSeries
from portal.imports.retention import RetentionRule
from portal.organisation.access import may_administer
from portal.organisation.backoffice.pages import BackOfficePages
from portal.organisation.models import Organisation, Role
from portal.takeovers.models import Takeover
from projects.models import Area, Grant, Project
from tests.factories.aftermath import (
    CityGoalFactory,
    CommissionFactory,
    FollowUpFactory,
    FollowUpNameFactory,
    TargetFactory,
)
from tests.factories.chase import ReminderStepFactory
from tests.factories.documents import TemplateFactory
from tests.factories.funding import code_parts, cost_type, make_agreement, party
from tests.factories.indicators import (
    DefinitionBreakFactory,
    IndicatorSeriesFactory,
    IndicatorValueFactory,
)
from tests.factories.learning import ActivityKindFactory, NetworkKindFactory
from tests.factories.outreach import form
from tests.factories.portal import (
    AssignmentFactory,
    MembershipFactory,
    NeighbourhoodFactory,
    OrganisationFactory,
    RegistryFactory,
    SuccessionFactory,
    UserFactory,
    WheelEntryFactory,
    person,
)
from tests.factories.projects import (
    AppropriationFactory,
    AreaFactory,
    DecisionRoundFactory,
    GrantFactory,
    ProgrammeFactory,
    ProjectFactory,
)
from tests.factories.reports import ReportFactory, measure

pytestmark = pytest.mark.django_db


def a_heading():
    return TemplateFactory().sections.create(order=1, role="summary", heading="Sammanfattning")


def a_code_part() -> CodePart:
    code_parts(make_agreement())
    return CodePart.objects.order_by("pk")[0]


def an_allowance() -> Allowance:
    agreement = make_agreement()
    return Allowance.objects.create(
        agreement=agreement, party=party(agreement, "Norrmalm"), year=2026, amount=900_000
    )


def a_code(model: type) -> object:
    form()  # lays the code lists
    return model.objects.in_order()[0]


EDITED = {
    "organisation.organisation": OrganisationFactory,
    "organisation.succession": SuccessionFactory,
    "organisation.membership": MembershipFactory,
    "organisation.neighbourhood": NeighbourhoodFactory,
    "organisation.user": UserFactory,
    "organisation.assignment": AssignmentFactory,
    "cases.registry": RegistryFactory,
    "deadlines.wheelentry": WheelEntryFactory,
    "deadlines.reminderstep": ReminderStepFactory,
    "funding.costtype": cost_type,
    "funding.codepart": a_code_part,
    "funding.bookingrule": lambda: BookingRule.objects.create(from_year=2026),
    "imports.retentionrule": lambda: RetentionRule.objects.create(
        years=10, decision="KS 1", decided_on="2026-01-01", valid_from="2026-01-01"
    ),
    "outreach.workform": form,
    "outreach.targetgroup": lambda: a_code(TargetGroup),
    "outreach.language": lambda: a_code(Language),
    "documents.template": TemplateFactory,
    "documents.templatesection": lambda: a_heading(),
    "outreach.topic": lambda: a_code(Topic),
    "outreach.population": lambda: Population.objects.create(year=2018, women=9, men=8, source="001"),
    "projects.area": AreaFactory,
    "projects.citygoal": CityGoalFactory,
    "projects.networkkind": NetworkKindFactory,
    "projects.activitykind": ActivityKindFactory,
    "projects.outcomemeasure": lambda: measure("arbete"),
    "projects.programme": ProgrammeFactory,
}
READ = {
    "cases.numberseries": lambda: NumberSeries.objects.create(body=OrganisationFactory(), year=2026),
    "funding.allowance": an_allowance,
    "projects.decisionround": DecisionRoundFactory,
    "projects.appropriation": AppropriationFactory,
    "projects.project": ProjectFactory,
    "projects.grant": GrantFactory,
    "projects.target": TargetFactory,
    "projects.followup": FollowUpFactory,
    "projects.commission": CommissionFactory,
    "projects.followupname": FollowUpNameFactory,
    "projects.indicatorseries": IndicatorSeriesFactory,
    "projects.indicatorvalue": IndicatorValueFactory,
    "projects.definitionbreak": DefinitionBreakFactory,
    "projects.report": ReportFactory,
}
DELETABLE = {
    "imports.retentionrule",
    "documents.templatesection",
    "organisation.succession",
    "organisation.membership",
    "organisation.neighbourhood",
    "deadlines.wheelentry",
    "deadlines.reminderstep",
}
ELSEWHERE = {"imports.batch"}  # business: tests/portal/test_imports_backoffice.py
PAGES = ("changelist", "add", "change", "history", "delete")


def address(label, page, thing=None):
    name = f"admin:{label.replace('.', '_')}_{page}"
    return reverse(name, args=[thing.pk] if thing else [])


def make(label):
    return (EDITED | READ)[label]()


def answer_of(label, page):
    if page in ("changelist", "history", "change"):
        return 200
    return 200 if (page == "add" and label in EDITED) or label in DELETABLE else 403


@pytest.fixture
def administrator(client):
    found = person(Role.ADMINISTRATOR, username="admin")
    client.force_login(found)
    return found


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_every_page_is_listed_here_and_is_one_of_ours():
    registered = {model._meta.label_lower: pages for model, pages in admin.site._registry.items()}
    assert sorted(registered) == sorted([*EDITED, *READ, *ELSEWHERE])
    assert all(isinstance(pages, BackOfficePages) for pages in registered.values())
    assert not admin.site.is_registered(Takeover)


@pytest.mark.parametrize("role", [*Role, None])
def test_who_may_administer(role):
    assert may_administer(person(role) if role else UserFactory()) is (role == Role.ADMINISTRATOR)


@pytest.mark.parametrize("label", EDITED | READ)
@pytest.mark.parametrize("where", PAGES)
def test_administrator_opens_what_is_there(client, administrator, label, where):
    thing = make(label)
    path = address(label, where, thing if where not in ("changelist", "add") else None)
    assert client.get(path).status_code == answer_of(label, where)


@pytest.mark.parametrize("label", EDITED | READ)
@pytest.mark.parametrize("where", PAGES)
def test_others_are_refused_and_strangers_sent_to_log_in(client, label, where):
    thing = make(label)
    path = address(label, where, thing if where not in ("changelist", "add") else None)
    for method in (client.get, client.post):
        answer = method(path)
        assert (answer.status_code, answer.url) == (302, f"/logga-in/?next={path}")
    client.force_login(person(Role.AUDITOR))
    assert [client.get(path).status_code, client.post(path).status_code] == [403, 403]


@pytest.mark.parametrize("role", [*Role, None])
@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/organisation/", "/admin/finns-inte/", "/admin/autocomplete/"]
)
def test_every_other_role_is_refused_at_the_door(client, role, path):
    client.force_login(person(role) if role else UserFactory(is_staff=True, is_superuser=True))
    expected = {"/admin/finns-inte/": 404, "/admin/autocomplete/": 403}.get(path, 200)
    assert client.get(path).status_code == (expected if role == Role.ADMINISTRATOR else 403)


@pytest.mark.parametrize(
    "path", ["/admin/login/", "/admin/logout/", "/admin/password_change/", "/admin/jsi18n/"]
)
def test_admin_has_no_login_of_its_own(client, administrator, path):
    assert client.get(path).status_code == 404


def test_role_withdrawn_a_moment_ago_is_gone(client, administrator):
    assert client.get("/admin/").status_code == 200
    administrator.assignments.all().delete()
    assert client.get("/admin/").status_code == 403
    administrator.is_active = False
    administrator.save()
    assert client.get("/admin/").url == "/logga-in/?next=/admin/"


@pytest.mark.parametrize("label", EDITED | READ)
def test_what_is_not_there_is_404(client, administrator, label):
    for where in ("change", "history"):
        for key in ("999999", "x", "99999999999999999999"):
            path = reverse(f"admin:{label.replace('.', '_')}_{where}", args=[key])
            assert client.get(path).status_code == 404


@pytest.mark.parametrize("label", EDITED | READ)
@pytest.mark.parametrize("query", ["q=%00", "q=å", "p=x", "o=99", "finns_inte=1", "kind__exact=%00", "e=1"])
def test_odd_addresses_never_break_a_list(client, administrator, label, query):
    make(label)
    assert client.get(f"{address(label, 'changelist')}?{query}").status_code in (200, 302, 400)


@pytest.mark.parametrize("label", READ)
def test_state_and_money_are_not_changed_here(client, administrator, label):
    thing = make(label)
    for where in ("add", "change", "delete"):
        path = address(label, where, None if where == "add" else thing)
        assert client.post(path, {"amount": "1", "title": "x"}).status_code == 403


def test_drafts_are_absent(client, administrator):
    draft = ProjectFactory(title="Hemligt utkast", draft=True)
    grant = GrantFactory(project=ProjectFactory(title="Hemligt projekt", draft=True))
    for label, thing in (("projects.project", draft), ("projects.grant", grant)):
        assert "Hemligt" not in text_of(client.get(address(label, "changelist")))
        assert client.get(address(label, "change", thing)).status_code == 404
        assert client.get(address(label, "history", thing)).status_code == 404
    assert (Project.objects.count(), Grant.objects.count()) == (2, 1)


def test_code_list_is_added_to_changed_and_tells_its_history(client, administrator):
    assert client.post(address("projects.area", "add"), {"name": "Bostad"}).status_code == 302
    area = Area.objects.get()
    client.post(address("projects.area", "change", area), {"name": "Boende"})
    area.refresh_from_db()
    assert area.name == "Boende"
    shown = text_of(client.get(address("projects.area", "history", area)))
    assert "<strong>admin</strong> ändrade område" in shown
    assert "<del>Bostad</del>" in shown


def test_refusal_by_the_database_stands_at_the_field(client, administrator):
    AreaFactory(name="SFI")
    answer = client.post(address("projects.area", "add"), {"name": "SFI"})
    assert list(answer.context["adminform"].form.errors) == ["name"]
    assert Area.objects.count() == 1


def test_extra_fields_change_nothing(client, administrator):
    other = UserFactory(username="annan")
    told = {"username": "annan", "is_active": "on", "is_superuser": "on", "is_staff": "on", "password": "x"}
    assert client.post(address("organisation.user", "change", other), told).status_code == 302
    before = other.password
    other.refresh_from_db()
    assert (other.is_superuser, other.is_staff, other.password) == (False, False, before)


def test_thing_in_use_is_not_taken_away(client, administrator):
    used = SuccessionFactory()
    assert client.post(address("organisation.succession", "delete", used), {"post": "yes"}).status_code == 302
    assert Organisation.objects.count() == 3
    assert (
        client.post(
            address("organisation.organisation", "delete", used.successor), {"post": "yes"}
        ).status_code
        == 403
    )


@pytest.mark.parametrize(("file_format", "mark"), [("0", b"PK\x03\x04"), ("1", "\ufeff".encode())])
def test_code_list_goes_out_in_words(client, administrator, file_format, mark):
    OrganisationFactory(short_name="=FORMEL()", kind="district")
    path = address("organisation.organisation", "export")
    assert "Hämta filen" in text_of(client.get(path))
    answer = client.post(path, {"format": file_format, "resource": "0"})
    body = answer.content
    assert (answer.status_code, body[: len(mark)]) == (200, mark)
    if file_format == "1":
        lines = body.decode("utf-8-sig").splitlines()
        assert lines[0].startswith("Kort namn;Slag;Nämndens namn;")
        assert "'=FORMEL();stadsdelsförvaltning;" in body.decode()


@pytest.mark.parametrize("label", EDITED | READ)
def test_pages_carry_no_inline_script_or_style(client, administrator, label):
    thing = make(label)
    for where in ("changelist", "add", "change", "history"):
        answer = client.get(address(label, where, None if where in ("changelist", "add") else thing))
        shown = answer.content.decode()
        assert "<script>" not in shown
        assert ' style="' not in shown
        assert " onclick=" not in shown
