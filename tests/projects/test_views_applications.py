"""Applications in the browser: rows, saved by themselves, handed in, taken back; and who sees what."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.organisation.models import Role
from portal.saved.models import SavedDraft
from projects.domain.discarding import discard_application
from projects.models import Allocation, Application, ApplicationBudget, Assessment, Target
from tests.factories.applications import (
    AllocationFactory,
    ApplicationFactory,
    AssessmentFactory,
    CommitteeDecisionFactory,
    asking,
    round_of_two,
)
from tests.factories.portal import ExpectedReportFactory, OrganisationFactory, person
from tests.factories.projects import AreaFactory, GrantFactory, ProjectFactory, ReportDutyFactory
from tests.house.reading import tells_of

pytestmark = pytest.mark.django_db
NEW = "/projekt/ansokningar/ny/"


@pytest.fixture
def district():
    return OrganisationFactory(short_name="Järva")


@pytest.fixture
def manager(client, district):
    user = person(Role.PROJECT_MANAGER, district)
    client.force_login(user)
    return user


@pytest.fixture
def round():
    found, *_ = round_of_two(years=(2026, 2027))
    return found


def rows(prefix, *values):
    """The boxes of a set of rows, as a browser sends them."""
    sent = {f"{prefix}-{n}-{name}": value for n, row in enumerate(values) for name, value in row.items()}
    counts = {"TOTAL_FORMS": len(values), "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 30}
    return sent | {f"{prefix}-{name}": value for name, value in counts.items()}


def target(**more):
    return {"text": "Tjugo i arbete", "direction": "at_least", "value": "20", "unit": "personer", **more}


def sent(round, district, *, budget=({"year": "2027", "amount": "480,5"},), targets=None, **more):
    return {
        "round": round.pk,
        "kind": "initial",
        "project": "",
        "title": "Vägen till arbete",
        "area": AreaFactory().pk,
        "lead": district.pk,
        "applicant": "",
        "operator": "",
        "continues": "",
        "target_group": "Vuxna.",
        "goal": "Fler i arbete.",
        "implementation_plan": "Blir kvar.",
        "starts_on": "2027-01-01",
        "ends_on": "2027-12-31",
        **rows("budget", *budget),
        **rows("mal", *(targets if targets is not None else [target()])),
        **more,
    }


def words(response):
    return [str(error) for _target, _label, error in _errors(response)]


def _errors(response):
    from portal.ui.layout import errors_of

    return errors_of(response.context["whole"])


def test_a_draft_is_saved_with_its_rows_and_opens(client, manager, round, district):
    response = client.post(NEW, sent(round, district))
    found = Application.objects.get()
    assert (response.status_code, response.url) == (302, f"/projekt/ansokningar/{found.pk}/")
    assert (found.title, found.lead, found.state, found.starts_on) == (
        "Vägen till arbete",
        district,
        "draft",
        date(2027, 1, 1),
    )
    assert list(found.budget.values_list("year", "amount")) == [(2027, Decimal("480500.00"))]
    assert list(found.targets.values_list("text", "value", "unit", "direction")) == [
        ("Tjugo i arbete", Decimal("20.00"), "personer", "at_least")
    ]
    assert "Lämna in ansökan" in client.get(response.url).content.decode()


def test_blank_rows_are_not_there_and_half_a_row_is_refused(client, manager, round, district):
    client.post(NEW, sent(round, district, budget=[{"year": "", "amount": ""}], targets=[target(text="")]))
    assert Application.objects.count() == 0
    response = client.post(
        NEW,
        sent(round, district, budget=[{"year": "2027", "amount": ""}], targets=[{"direction": "at_least"}]),
    )
    assert words(response) == ["Fyll i fältet, eller töm hela raden."]
    client.post(
        NEW, sent(round, district, budget=[{"year": "", "amount": ""}], targets=[{"direction": "at_least"}])
    )
    assert (ApplicationBudget.objects.count(), Target.objects.count(), Application.objects.count()) == (
        0,
        0,
        1,
    )


def test_how_a_target_is_measured_is_said_kept_and_held_to_the_rules(client, manager, round, district):
    told = [target(note="Enheten ringer efter sex månader.")]
    client.post(NEW, sent(round, district, targets=told))
    found = Application.objects.get()
    assert found.targets.get().note == "Enheten ringer efter sex månader."
    page = client.get(f"/projekt/ansokningar/{found.pk}/").content.decode()
    assert '<span class="sub">Enheten ringer efter sex månader.</span>' in page
    assert '<td data-label="Senast"><span class="unreported">ej angivet</span></td>' in page
    assert boxes_of(client, f"/projekt/ansokningar/{found.pk}/andra/")["mal-0-note"] == told[0]["note"]
    answer = client.post(NEW, sent(round, district, targets=[target(note="Ring 19811218-9876")]))
    assert (answer.status_code, Application.objects.count()) == (200, 1)


def test_what_is_asked_for_when_handed_in_is_not_marked_as_voluntary(client, manager):
    form = client.get(NEW).context["form"]
    marks = {name: getattr(form.fields[name], "unmarked", False) for name in form.fields}
    assert [name for name, unmarked in marks.items() if unmarked] == [
        "target_group",
        "goal",
        "implementation_plan",
    ]
    assert str(form.fields["goal"].help_text).startswith("Behövs när du lämnar in. ")


def test_what_is_not_granted_and_not_handed_in_is_never_called_unreported(client, manager, round, district):
    asking(round, 300, lead=district, state="conditional")
    ApplicationFactory(round=round, draft=True, lead=district)
    text = client.get("/projekt/ansokningar/").content.decode()
    assert 'Söker tkr 300. Beviljat tkr <span class="muted">inget</span>.' in text
    assert '<td class="num" data-label="Beviljat tkr"><span class="muted">inget</span></td>' in text
    assert [word for word in ("ej redovisat", "saknas") if word in text] == []
    assert [word for word in ("inget än", "ej inlämnad") if word not in text] == []
    out = b"".join(client.get("/projekt/ansokningar/?format=csv").streaming_content).decode("utf-8-sig")
    assert out.splitlines()[-1].split(";")[5:8] == ["300", "", ""]


def test_a_row_is_added_without_script_and_nothing_typed_is_lost(client, manager, round, district):
    half = sent(round, district, title="Halvvägs", budget=[{"year": "20x7", "amount": "12"}])
    response = client.post(NEW, half | {"lagg-till": "budget"})
    form, boxes = response.context["form"], response.context["rows"]
    assert (response.status_code, Application.objects.count(), form.is_bound) == (200, 0, False)
    assert form.initial["title"] == "Halvvägs"
    assert [row.initial for row in boxes.budget] == [
        {"year": "20x7", "amount": "12"},
        {},
    ]
    assert [row.initial["text"] for row in boxes.targets] == ["Tjugo i arbete"]
    assert 'value="Halvvägs"' in response.content.decode()


def test_a_row_marked_to_be_taken_away_is_gone(client, manager, round, district):
    two = [{"year": "2026", "amount": "1"}, {"year": "2027", "amount": "2", "DELETE": "on"}]
    client.post(NEW, sent(round, district, budget=two))
    assert list(ApplicationBudget.objects.values_list("year", flat=True)) == [2026]


def test_what_the_domain_refuses_is_told_above_the_form(client, manager, round, district):
    two = [{"year": "2027", "amount": "1"}, {"year": "2027", "amount": "2"}]
    response = client.post(NEW, sent(round, district, budget=two))
    assert words(response) == ["Året står redan i budgeten."]
    response = client.post(NEW, sent(round, district, goal="Hjälp 19811218-9876"))
    assert "goal" in response.context["form"].errors


def test_a_lost_session_gets_its_draft_back_rows_and_all(client, manager, round, district):
    typed = sent(round, district, title="Nästan klar", targets=[target(), target(text="Tio i studier")])
    kept = client.post("/sparat/utkast/", typed | {"sida": NEW})
    assert kept.status_code == 200
    client.logout()
    client.force_login(manager)
    response = client.get(NEW)
    assert response.context["form"].initial["title"] == "Nästan klar"
    assert [row.initial["text"] for row in response.context["rows"].targets] == [
        "Tjugo i arbete",
        "Tio i studier",
    ]
    assert "Det du hade börjat skriva är tillbaka." in response.content.decode()
    client.post(NEW, typed)
    assert (SavedDraft.objects.count(), Application.objects.count()) == (0, 1)


def boxes_of(client, path):
    """What a browser would send back unchanged."""
    context = client.get(path).context
    sent = {}
    for form in [
        context["form"],
        context["rows"].budget.management_form,
        context["rows"].targets.management_form,
    ]:
        sent |= _values(form)
    for row in context["rows"].forms:
        sent |= _values(row)
    return sent


def _values(form):
    found = {}
    for bound in form:
        if bound.name == "DELETE":
            continue
        value = bound.field.widget.format_value(bound.field.prepare_value(bound.value()))
        value = value[0] if isinstance(value, list) and value else value
        found[bound.html_name] = "" if value in (None, []) else value
    return found


def test_a_draft_is_changed_and_its_rows_keep_their_place(client, manager, round, district):
    draft = asking(round, draft=True, lead=district)
    path, row = f"/projekt/ansokningar/{draft.pk}/andra/", draft.targets.get()
    boxes = boxes_of(client, path)
    assert boxes["budget-0-amount"] == "400"
    response = client.post(path, boxes | {"title": "Nytt namn", "mal-0-text": "Trettio i arbete"})
    assert response.status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.targets.get().pk, draft.targets.get().text) == (
        "Nytt namn",
        row.pk,
        "Trettio i arbete",
    )


def test_two_who_change_the_same_rows_are_told(client, manager, round, district):
    draft = asking(round, draft=True, lead=district)
    path = f"/projekt/ansokningar/{draft.pk}/andra/"
    boxes = boxes_of(client, path)
    draft.budget.update(amount=Decimal(500000))
    response = client.post(path, boxes | {"title": "Mitt"})
    assert response.status_code == 200
    (told,) = response.context["form"].non_field_errors()
    assert "2026: 400 tkr" in told
    assert "2026: 500 tkr" in told
    draft.refresh_from_db()
    assert draft.title != "Mitt"


def test_handed_in_on_its_page_and_taken_back(client, manager, round, district):
    draft = asking(round, draft=True, lead=district)
    page = f"/projekt/ansokningar/{draft.pk}/"
    assert client.post(f"{page}lamna-in/").url == page
    draft.refresh_from_db()
    assert (draft.state, draft.submitted_by) == ("submitted", manager)
    assert client.post(f"{page}lamna-in/").status_code == 302  # pressed twice: said, not done again
    client.post(f"{page}aterta/")
    draft.refresh_from_db()
    assert draft.state == "withdrawn"


def test_a_draft_is_thrown_away_and_what_it_said_waits_in_a_new_form(client, manager, round, district):
    draft = asking(round, 480, draft=True, lead=district, title="Förhastat")
    draft.targets.update(note="Vi ringer.")
    page = f"/projekt/ansokningar/{draft.pk}/"
    assert f'action="/projekt/ansokningar/{draft.pk}/slang/"' in client.get(page).content.decode()
    answer = client.post(f"{page}slang/", follow=True)
    assert answer.redirect_chain == [("/projekt/ansokningar/", 302)]
    assert '<a href="/projekt/ansokningar/ny/">Öppna det som en ny ansökan</a>' in answer.content.decode()
    assert (Application.objects.count(), Target.objects.count(), ApplicationBudget.objects.count()) == (
        0,
        0,
        0,
    )
    assert client.get(page).status_code == 404
    boxes = boxes_of(client, NEW)
    assert (boxes["title"], boxes["budget-0-amount"], boxes["mal-0-note"]) == (
        "Förhastat",
        "480",
        "Vi ringer.",
    )
    assert client.post(NEW, boxes).status_code == 302
    again = Application.objects.get()
    assert (again.title, again.targets.get().value, again.budget.get().amount) == (
        "Förhastat",
        Decimal("20.00"),
        Decimal("480000.00"),
    )


def test_what_is_handed_in_and_what_is_foreign_is_not_thrown_away(client, manager, round, district):
    own, foreign = asking(round, lead=district), asking(round, draft=True)
    assert client.post(f"/projekt/ansokningar/{own.pk}/slang/").status_code == 403
    assert client.post(f"/projekt/ansokningar/{foreign.pk}/slang/").status_code == 404
    draft = asking(round, draft=True, lead=district)
    assert client.get(f"/projekt/ansokningar/{draft.pk}/slang/").status_code == 405
    client.force_login(person(Role.COORDINATOR))
    assert client.post(f"/projekt/ansokningar/{draft.pk}/slang/").status_code == 404
    assert Application.objects.count() == 3
    with pytest.raises(ValidationError) as refusal:
        discard_application(application=own)
    assert refusal.value.messages == ["Ansökan är inlämnad och kan inte slängas. Återta den i stället."]


def test_what_is_missing_stands_on_the_page_and_refuses(client, manager, round, district):
    draft = ApplicationFactory(round=round, draft=True, lead=district, goal="")
    page = f"/projekt/ansokningar/{draft.pk}/"
    text = client.get(page).content.decode()
    assert "Det här saknas innan du kan lämna in:" in text
    assert "Lämna in ansökan" not in text
    client.post(f"{page}lamna-in/")
    draft.refresh_from_db()
    assert draft.is_draft


def test_a_foreign_draft_does_not_exist(client, manager, round):
    draft = asking(round, draft=True, title="Hemlig plan")
    for page in ("", "historik/", "andra/"):
        assert client.get(f"/projekt/ansokningar/{draft.pk}/{page}").status_code == 404
    coordinator = person(Role.COORDINATOR)
    client.force_login(coordinator)
    assert client.get(f"/projekt/ansokningar/{draft.pk}/").status_code == 404
    assert "Hemlig plan" not in client.get("/projekt/ansokningar/").content.decode()


@pytest.fixture
def assessed(round, district):
    application = asking(round, 480, lead=district, assessed=True)
    AssessmentFactory(application=application, note="Svagt underlag", refused_reason="Lokalen ryms inte")
    first = round.committees.order_by("pk").first().committee
    AllocationFactory(application=application, committee=first, proposed=Decimal(377000))
    return application


def test_the_note_and_what_is_proposed_are_never_shown_to_the_district(client, manager, assessed):
    for page in ("", "historik/"):
        text = client.get(f"/projekt/ansokningar/{assessed.pk}/{page}").content.decode()
        assert [word for word in ("Svagt underlag", "377", "Lokalen ryms inte") if word in text] == []
    client.force_login(person(Role.COORDINATOR))
    text = client.get(f"/projekt/ansokningar/{assessed.pk}/").content.decode()
    assert [word for word in ("Svagt underlag", "377", "Lokalen ryms inte") if word not in text] == []
    client.force_login(person(Role.CONTROLLER))
    text = client.get(f"/projekt/ansokningar/{assessed.pk}/").content.decode()
    assert ("Svagt underlag" in text, "377" in text) == (False, True)


def test_once_decided_the_district_reads_why_and_how_much(client, manager, assessed):
    Allocation.objects.update(decided=Decimal(377000))
    Application.objects.update(state="rejected")
    committee = Allocation.objects.get().committee
    CommitteeDecisionFactory(round=assessed.round, committee=committee, reason="Andra går före")
    text = client.get(f"/projekt/ansokningar/{assessed.pk}/").content.decode()
    assert [word for word in ("Andra går före", "377", "Lokalen ryms inte") if word not in text] == []
    assert "Svagt underlag" not in text


def test_earlier_money_that_is_not_reported_is_seen_by_both_sides(client, manager, round, district):
    project = ProjectFactory(programme=round.programme, lead=district, number="2.9", title="Tidigare")
    GrantFactory(project=project, amount=Decimal(222000))
    late = ExpectedReportFactory(organisation=district, due_on=date(2026, 5, 8))
    ReportDutyFactory(project=project, expected=late)
    application = asking(round, lead=district)
    for user in (manager, person(Role.COORDINATOR)):
        client.force_login(user)
        response = client.get(f"/projekt/ansokningar/{application.pk}/")
        assert "2.9 Tidigare" in response.content.decode()
        (owed,) = response.context["sheet"].owed
        assert (owed.project, owed.granted, owed.last_day) == (
            project,
            Decimal("222000.00"),
            date(2026, 5, 8),
        )


def test_what_stands_in_print_is_not_owed_today(client, manager, round, district):
    printed = ProjectFactory(programme__is_published=True, lead=district)
    GrantFactory(project=printed)
    ReportDutyFactory(project=printed, expected=ExpectedReportFactory(organisation=district))
    application = asking(round, lead=district)
    assert client.get(f"/projekt/ansokningar/{application.pk}/").context["sheet"].owed == []


def test_the_coordinator_assesses_with_equal_parts(client, round, district):
    client.force_login(person(Role.COORDINATOR))
    application = asking(round, 400, lead=district)
    path = f"/projekt/ansokningar/{application.pk}/bedom/"
    first, second = [row.committee_id for row in round.committees.order_by("pk")]
    blank = {f"del_{first}_2026": "", f"del_{second}_2026": "", "note": "Bra", "round": round.pk}
    response = client.post(path, blank | {"ar_2026": "300", "refused_reason": ""})
    assert "Lokalen" not in response.content.decode()
    assert Allocation.objects.count() == 0  # less than asked, and no reason
    response = client.post(path, blank | {"ar_2026": "300", "refused_reason": "Resorna ryms inte"})
    assert response.status_code == 302
    assert list(Allocation.objects.order_by("pk").values_list("committee", "proposed")) == [
        (first, Decimal("150000.00")),
        (second, Decimal("150000.00")),
    ]
    wrong = {f"del_{first}_2026": "100", f"del_{second}_2026": "100"}
    response = client.post(path, blank | wrong | {"ar_2026": "300", "refused_reason": "x"})
    assert response.context["form"].errors["ar_2026"] == [
        "Nämndernas delar blir 200 tkr och inte 300. Rätta dem, eller töm dem alla."
    ]
    uneven = {f"del_{first}_2026": "100", f"del_{second}_2026": "200"}
    client.post(path, blank | uneven | {"ar_2026": "300", "refused_reason": "x"})
    assert list(Allocation.objects.order_by("pk").values_list("proposed", flat=True)) == [
        Decimal("100000.00"),
        Decimal("200000.00"),
    ]
    assert (Assessment.objects.get().note, Assessment.objects.get().assessed_at.date()) == (
        "Bra",
        timezone.now().date(),
    )


@pytest.mark.parametrize("many", [1, 3])
def test_list_and_page_ask_as_often_however_many(client, round, district, many, django_assert_num_queries):
    client.force_login(person(Role.COORDINATOR))
    for n in range(many):
        application = asking(round, lead=district, assessed=True)
        AssessmentFactory(application=application)
        project = GrantFactory(project__programme=round.programme, project__lead=district).project
        ReportDutyFactory(project=project, expected__organisation=district)
        for row in round.committees.all():
            AllocationFactory(application=application, committee=row.committee, year=2026)
        application.targets.create(text=f"Mål {n}", value=1, unit="st")
    client.get("/projekt/ansokningar/")
    with django_assert_num_queries(LIST_QUERIES):
        client.get("/projekt/ansokningar/")
    with django_assert_num_queries(PAGE_QUERIES):
        client.get(f"/projekt/ansokningar/{application.pk}/")


LIST_QUERIES = 13
PAGE_QUERIES = 17


def test_the_list_is_filtered_and_exported(client, round, district):
    client.force_login(person(Role.COORDINATOR))
    asking(round, 400, lead=district, title="Ett")
    asking(round, 100, title="Två", state="withdrawn")
    text = client.get("/projekt/ansokningar/?status=submitted").content.decode()
    assert ("Ett" in text, ">Två<" in text) == (True, False)
    answer = client.get(f"/projekt/ansokningar/?format=csv&ansvarig={district.pk}")
    lines = answer.getvalue().decode("utf-8-sig").splitlines()
    today = "2026-05-04"
    assert lines == [
        "Ansökan;Program;Tillfälle;Ansvarig;Slag;Söker tkr;Beviljat tkr;Inlämnad;Status",
        f"Ett;{round.programme.name};1;Järva;Första;400;;{today};Inlämnad",
        "Totalt;;;;;400;;;",
    ]


def test_a_conditional_extension_stands_on_its_projects_page(client, manager, round, district):
    project = GrantFactory(project__programme=round.programme, project__lead=district).project
    extension = asking(
        round,
        lead=district,
        title="Ett år till",
        kind="extension",
        project=project,
        state="conditional",
    )
    first, second = [row.committee for row in round.committees.order_by("pk")]
    AllocationFactory(application=extension, committee=first, decided=Decimal(123000))
    AllocationFactory(application=extension, committee=second, proposed=Decimal(99000))
    text = client.get(f"/projekt/{project.pk}/").content.decode()
    assert "Ett år till" in text
    assert "123 tkr är beslutade, alla nämnder har inte sagt sitt" in text
    assert not tells_of(99000, text.partition("Ansökningar</h2>")[2].partition("</section>")[0])
    granted = sum(grant.amount for grant in project.grants.all())
    assert granted == Decimal("100000.00")  # what is villkorat is counted nowhere
