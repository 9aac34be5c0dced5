"""Register a project, change it, hand it in: what is written, what is refused and where it is said."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.contrib.messages import get_messages

from portal.organisation.models import Role
from projects.models import Partnership, Project
from tests.factories.portal import CaseFactory, CaseNumberFactory, OrganisationFactory, UserFactory, person
from tests.factories.projects import AreaFactory, PartnershipFactory, ProgrammeFactory, ProjectFactory

pytestmark = pytest.mark.django_db
NEW = "/projekt/nytt/"
BOXES = ["programme", "number", "title", "area", "subgroup", "lead", "partners", "operator", "target_group"]
BOXES += ["goal", "target_text", "target_value", "target_unit", "collaborators", "continues", "report_status"]
BOXES += ["plan_in_table", "years_stated", "case_number"]


@pytest.fixture
def programme():
    return ProgrammeFactory(name="Programmet", slug="programmet")


@pytest.fixture
def district():
    return OrganisationFactory(short_name="Järva")


@pytest.fixture
def coordinator(client):
    user = person(Role.COORDINATOR)
    client.force_login(user)
    return user


@pytest.fixture
def manager(client, district):
    user = person(Role.PROJECT_MANAGER, district)
    client.force_login(user)
    return user


def filled(programme, lead, **more):
    """What a browser sends of a new project."""
    return {
        "programme": programme.pk,
        "number": "2.2.5",
        "title": "Praktikplacering",
        "area": AreaFactory(name="SFI").pk,
        "lead": lead.pk,
        "report_status": "running",
        **more,
    }


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def errors(response):
    return response.context["form"].errors.get_json_data()


def words(response):
    return {name: [each["message"] for each in found] for name, found in errors(response).items()}


def opened(client, path):
    """What the form at ``path`` holds when it is opened, as a browser would send it back."""
    form = client.get(path).context["form"]
    sent = {}
    for bound in form:
        value = bound.field.widget.format_value(bound.value())
        sent[bound.html_name] = value if isinstance(value, list) else "" if value is None else value
    return sent


class TestCreate:
    def test_a_project_manager_registers_a_draft_of_the_own_district(
        self, client, manager, programme, district
    ):
        response = client.post(NEW, filled(programme, district, goal="Fler i arbete"))
        project = Project.objects.get()
        assert (response.status_code, response.url) == (302, f"/projekt/{project.pk}/")
        assert (str(project), project.lead, project.goal) == (
            "2.2.5 Praktikplacering",
            district,
            "Fler i arbete",
        )
        assert project.is_draft
        assert said(response) == [
            "Utkastet är sparat. Bara din egen förvaltning ser det tills du lämnar in det."
        ]

    def test_the_coordinator_registers_for_the_committee_at_once(
        self, client, coordinator, programme, district
    ):
        partner = OrganisationFactory()
        response = client.post(
            NEW,
            filled(
                programme,
                district,
                partners=[partner.pk],
                collaborators="Arbetsförmedlingen\r\n\r\n LO ",
                target_value="1 234,5",
                target_unit="tjänster",
                plan_in_table="yes",
                years_stated="2002 och 2003",
            ),
        )
        project = Project.objects.get()
        assert response.status_code == 302
        assert (project.submitted_by, project.received_by) == (coordinator, programme.case.holder)
        assert [*project.partners.all()] == [partner]
        assert project.collaborators == ["Arbetsförmedlingen", "LO"]
        assert (project.target_value, project.target_unit) == (Decimal("1234.50"), "tjänster")
        assert (project.plan_in_table, project.years_stated) == ("yes", "2002 och 2003")

    def test_continuation_and_case_are_given_by_number(self, client, coordinator, programme, district):
        earlier = ProjectFactory(programme=programme, number="2.2.1")
        number = CaseNumberFactory(number="SOTN 013-609/2001")
        client.post(NEW, filled(programme, district, continues="2.2.1", case_number="sotn 013 609 2001"))
        project = Project.objects.get(number="2.2.5")
        assert (project.continues, project.case) == (earlier, number.case)

    def test_the_form_begins_with_the_programme_asked_for(self, client, coordinator, programme):
        other = ProgrammeFactory(name="Ett annat", slug="ett-annat")
        form = client.get(f"{NEW}?program=ett-annat").context["form"]
        assert form["programme"].value() == other.pk
        assert client.get(f"{NEW}?program=%00").status_code == 200

    def test_a_manager_is_offered_the_own_district_only_and_no_coordinators_boxes(
        self, client, manager, programme, district
    ):
        OrganisationFactory(short_name="Farsta")
        form = client.get(NEW).context["form"]
        assert [*form.fields["lead"].queryset] == [district]
        assert form["lead"].value() == district.pk
        assert not {
            "report_status",
            "plan_in_table",
            "plan_in_text",
            "years_stated",
            "case_number",
            "why",
        } & set(form.fields)

    def test_the_form_says_who_sees_a_draft(self, client, manager, programme):
        assert "Vem ser utkastet?" in client.get(NEW).content.decode()

    def test_what_was_begun_is_given_back_and_forgotten_when_sent(self, client, manager, programme, district):
        begun = {"sida": NEW, "title": "Påbörjad", "partners": [str(OrganisationFactory().pk)]}
        assert client.post("/sparat/utkast/", begun).status_code == 200
        form = client.get(NEW).context["form"]
        assert (form["title"].value(), form["programme"].value()) == ("Påbörjad", programme.pk)
        client.post(NEW, filled(programme, district, title="Färdig"))
        assert client.get(NEW).context["form"]["title"].value() is None

    def test_extra_fields_change_nothing(self, client, manager, programme, district):
        sent = {
            "submitted_at": "2026-01-01",
            "received_by": district.pk,
            "plan_in_table": "yes",
            "report_status": "reported",
            "case": CaseFactory().pk,
        }
        client.post(NEW, filled(programme, district) | sent)
        project = Project.objects.get()
        assert (project.is_draft, project.plan_in_table, project.case) == (True, "", None)
        assert project.report_status == Project.ReportStatus.RUNNING

    def test_another_district_cannot_be_named_lead(self, client, manager, programme):
        foreign = OrganisationFactory(short_name="Farsta")
        response = client.post(NEW, filled(programme, foreign))
        assert list(errors(response)) == ["lead"]
        assert not Project.objects.exists()


class TestRefused:
    @pytest.mark.parametrize(
        ("change", "expected"),
        [
            ({"title": ""}, {"title": ["Detta fält måste fyllas i."]}),
            ({"number": "2.2.1"}, {"number": ["Programmet har redan ett projekt med det numret."]}),
            (
                {"continues": "9.9"},
                {
                    "continues": [
                        "Projektet 9.9 finns inte i programmet. Skriv numret på ett tidigare projekt."
                    ]
                },
            ),
            (
                {"case_number": "finns-inte 1"},
                {
                    "case_number": [
                        "Inget ärende har det diarienumret. Registrera ärendet under Ärenden först."
                    ]
                },
            ),
            (
                {"collaborators": "x" * 161},
                {"collaborators": ["En rad får ha högst 160 tecken. Dela upp den på flera."]},
            ),
            ({"target_value": "1" * 11}, {"target_value": ["Talet är för stort. Kontrollera det."]}),
        ],
    )
    def test_refusal_stands_at_its_field_and_nothing_is_written(
        self, client, coordinator, programme, district, change, expected
    ):
        ProjectFactory(programme=programme, number="2.2.1")
        response = client.post(NEW, filled(programme, district) | change)
        assert response.status_code == 200
        assert words(response) == expected
        assert Project.objects.count() == 1

    def test_a_personal_identity_number_is_refused_at_its_field(self, client, manager, programme, district):
        response = client.post(NEW, filled(programme, district, goal="Gäller 19811218-9876."))
        assert list(errors(response)) == ["goal"]
        assert not Project.objects.exists()

    def test_the_lead_is_no_partner(self, client, coordinator, programme, district):
        response = client.post(NEW, filled(programme, district, partners=[district.pk]))
        assert words(response) == {
            "partners": ["Den som är ansvarig står inte också som medverkande. Ta bort den ena."]
        }

    def test_a_registry_number_of_two_cases_is_asked_about(self, client, coordinator, programme, district):
        CaseNumberFactory(number="A 1/2026")
        CaseNumberFactory(number="A 1/2026")
        response = client.post(NEW, filled(programme, district, case_number="A 1/2026"))
        assert words(response) == {
            "case_number": ["Flera ärenden har det diarienumret. Skriv det nummer som bara ett av dem har."]
        }

    def test_the_error_summary_leads_to_the_field(self, client, coordinator, programme, district):
        content = client.post(NEW, filled(programme, district, title="")).content.decode()
        assert '<a href="#id_title">Titel: Detta fält måste fyllas i.</a>' in content
        assert "<title>Rätta: Registrera projekt" in content

    @pytest.mark.parametrize(
        "value", ["x" * 100_000, "\x00", "\ud83d\ude00" * 200, "<script>", "1e309", "NaN", "-1"]
    )
    @pytest.mark.parametrize("name", BOXES)
    def test_no_box_can_break_the_page(self, client, coordinator, programme, district, name, value):
        value = value.encode("utf-16", "surrogatepass").decode("utf-16")
        response = client.post(NEW, filled(programme, district) | {name: value})
        assert response.status_code in (200, 302)


class TestEdit:
    def path(self, project):
        return f"/projekt/{project.pk}/andra/"

    def test_what_is_changed_is_written_and_the_rest_stays(self, client, coordinator, programme):
        project = ProjectFactory(
            programme=programme,
            collaborators=["LO"],
            target_value=Decimal("80"),
            plan_in_table="no",
            goal="Mål",
        )
        partner = PartnershipFactory(project=project).organisation
        sent = opened(client, self.path(project)) | {"title": "Nytt namn", "why": "Stavfel"}
        response = client.post(self.path(project), sent)
        before = Project.objects.get(pk=project.pk)
        assert (response.status_code, said(response)) == (302, ["Ändringen är sparad."])
        assert (before.title, before.goal, before.plan_in_table) == ("Nytt namn", "Mål", "no")
        assert (before.collaborators, before.target_value) == (["LO"], Decimal("80.00"))
        assert [*before.partners.all()] == [partner]
        assert before.submitted_at == project.submitted_at

    def test_the_reason_stands_in_the_history(self, client, coordinator, programme):
        project = ProjectFactory(programme=programme)
        client.post(self.path(project), opened(client, self.path(project)) | {"title": "B", "why": "Stavfel"})
        shown = client.get(f"/projekt/{project.pk}/historik/").content.decode()
        assert "Stavfel" in shown
        assert str(coordinator) in shown

    def test_what_is_published_is_changed_only_with_a_reason(self, client, coordinator):
        project = ProjectFactory(programme=ProgrammeFactory(published=True), title="A")
        response = client.post(self.path(project), opened(client, self.path(project)) | {"title": "B"})
        assert words(response) == {"why": ["Detta fält måste fyllas i."]}
        assert Project.objects.get().title == "A"

    def test_a_manager_changes_the_own_draft_without_a_reason(self, client, manager, programme, district):
        draft = ProjectFactory(programme=programme, lead=district, draft=True)
        sent = opened(client, self.path(draft))
        assert "why" not in sent
        client.post(self.path(draft), sent | {"title": "Nytt"})
        draft.refresh_from_db()
        assert (draft.title, draft.is_draft) == ("Nytt", True)

    def test_partners_can_be_taken_away(self, client, coordinator, programme):
        project = PartnershipFactory(project=ProjectFactory(programme=programme)).project
        client.post(self.path(project), opened(client, self.path(project)) | {"partners": [], "why": "x"})
        assert not Partnership.objects.exists()

    def test_an_old_lead_is_still_offered_with_its_last_year(self, client, coordinator, programme):
        old = OrganisationFactory(short_name="Kista", valid_to=date(2006, 12, 31))
        project = ProjectFactory(programme=programme, lead=old)
        form = client.get(self.path(project)).context["form"]
        assert (old.pk, "Kista (–2006)") in [
            (key.value, name) for key, name in list(form.fields["lead"].choices)[1:]
        ]

    def test_breadcrumb_leads_back(self, client, coordinator, programme):
        project = ProjectFactory(programme=programme, number="1", title="Ett")
        content = client.get(self.path(project)).content.decode()
        assert re.search(
            rf'<a href="/projekt/{project.pk}/">1 Ett</a></li><li aria-current="page">Ändra 1 Ett', content
        )


class TestTwoAtOnce:
    @pytest.fixture
    def project(self, programme, district):
        return ProjectFactory(
            programme=programme,
            number="1",
            title="Gammal",
            goal="Gammalt mål",
            lead=district,
            collaborators=["LO"],
        )

    def path(self, project):
        return f"/projekt/{project.pk}/andra/"

    def test_the_second_is_told_what_the_first_changed(self, client, coordinator, project):
        mine, yours = opened(client, self.path(project)), opened(client, self.path(project))
        assert client.post(self.path(project), yours | {"title": "Din titel", "why": "y"}).status_code == 302
        response = client.post(self.path(project), mine | {"goal": "Mitt mål", "why": "m"})
        assert words(response) == {
            "__all__": [
                "Någon annan sparade medan du skrev, och inget av ditt är sparat än. "
                "Titel: ”Gammal” ändrades till ”Din titel”. Läs igenom och spara igen."
            ]
        }
        project.refresh_from_db()
        assert (project.title, project.goal) == ("Din titel", "Gammalt mål")

    def test_the_form_comes_back_with_both_changes_and_can_then_be_saved(self, client, coordinator, project):
        mine, yours = opened(client, self.path(project)), opened(client, self.path(project))
        client.post(
            self.path(project), yours | {"title": "Din titel", "collaborators": "LO\r\nAF", "why": "y"}
        )
        form = client.post(self.path(project), mine | {"goal": "Mitt mål", "why": "m"}).context["form"]
        again = {bound.html_name: bound.value() for bound in form}
        assert (again["title"], again["goal"], again["collaborators"]) == ("Din titel", "Mitt mål", "LO\nAF")
        sent = {name: "" if value is None else value for name, value in again.items()}
        assert client.post(self.path(project), sent).status_code == 302
        project.refresh_from_db()
        assert (project.title, project.goal, project.collaborators) == ("Din titel", "Mitt mål", ["LO", "AF"])

    def test_where_both_wrote_the_seconds_words_stay_in_the_box(self, client, coordinator, project):
        mine, yours = opened(client, self.path(project)), opened(client, self.path(project))
        client.post(self.path(project), yours | {"title": "Din titel", "why": "y"})
        response = client.post(self.path(project), mine | {"title": "Min titel", "why": "m"})
        assert response.context["form"]["title"].value() == "Min titel"
        assert Project.objects.get().title == "Din titel"

    def test_choices_and_lists_are_told_by_name(self, client, coordinator, project):
        area, partner = AreaFactory(name="SFI"), OrganisationFactory(short_name="Farsta")
        mine = opened(client, self.path(project))
        yours = mine | {"area": area.pk, "partners": [partner.pk], "report_status": "unclear", "why": "y"}
        client.post(self.path(project), yours)
        (told,) = words(client.post(self.path(project), mine | {"why": "m"}))["__all__"]
        assert "Område: ”Arbetsmarknad” ändrades till ”SFI”." in told
        assert "Medverkande: ”inget valt” ändrades till ”Farsta”." in told
        assert "Redovisning: ”Pågår” ändrades till ”Oklar”." in told

    def test_nobody_in_between_nothing_told(self, client, coordinator, project):
        mine = opened(client, self.path(project))
        assert client.post(self.path(project), mine | {"title": "A", "why": "m"}).status_code == 302
        mine = opened(client, self.path(project))
        assert client.post(self.path(project), mine | {"title": "B", "why": "m"}).status_code == 302

    @pytest.mark.parametrize("seen", ["", "skräp", "eyJ0aXRsZSI6IngifQ:1x:abc"])
    def test_a_form_without_its_memory_is_refused(self, client, coordinator, project, seen):
        sent = opened(client, self.path(project)) | {"title": "B", "why": "m", "seen": seen}
        assert words(client.post(self.path(project), sent)) == {
            "__all__": ["Sidan har blivit för gammal. Läs om den och gör ändringen igen."]
        }

    def test_the_memory_of_another_project_is_refused(self, client, coordinator, project, programme):
        other = ProjectFactory(programme=programme)
        seen = opened(client, self.path(other))["seen"]
        sent = opened(client, self.path(project)) | {"title": "B", "why": "m", "seen": seen}
        assert list(words(client.post(self.path(project), sent))) == ["__all__"]


class TestHandIn:
    def path(self, project):
        return f"/projekt/{project.pk}/lamna-in/"

    def test_the_committee_receives_it_and_the_page_says_what_happened(
        self, client, manager, programme, district
    ):
        draft = ProjectFactory(programme=programme, lead=district, draft=True)
        response = client.post(self.path(draft))
        draft.refresh_from_db()
        assert (response.status_code, response.url) == (302, f"/projekt/{draft.pk}/")
        assert (draft.submitted_by, draft.received_by) == (manager, programme.case.holder)
        (told,) = said(response)
        assert re.fullmatch(
            rf"Projektet är inlämnat. Mottaget av {programme.case.holder} kl. \d\d.\d\d. "
            "Nu är det en allmän handling.",
            told,
        )

    def test_pressed_twice_it_is_handed_in_once(self, client, manager, programme, district):
        draft = ProjectFactory(programme=programme, lead=district, draft=True)
        client.post(self.path(draft))
        first = Project.objects.get().submitted_at
        response = client.post(self.path(draft))
        assert response.status_code == 302
        assert said(response)[-1] == "Underlaget är redan inlämnat och kan inte lämnas in igen."
        assert Project.objects.get().submitted_at == first

    def test_what_continues_a_draft_waits_for_it(self, client, manager, programme, district):
        first = ProjectFactory(programme=programme, number="1", lead=district, draft=True)
        draft = ProjectFactory(programme=programme, number="2", lead=district, draft=True, continues=first)
        response = client.post(self.path(draft))
        assert said(response) == ["Lämna först in projektet som det är en fortsättning på (1)."]
        draft.refresh_from_db()
        assert draft.is_draft


def test_saving_needs_the_token(programme, district):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person(Role.COORDINATOR))
    assert strict.post(NEW, filled(programme, district)).status_code == 403
    assert not Project.objects.exists()


def test_somebody_without_a_role_may_not(client):
    client.force_login(UserFactory())
    assert client.get(NEW).status_code == 403
