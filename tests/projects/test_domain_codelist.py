"""The code list of outcome measures comes with the portal, and stays as the city has changed it."""

import pytest

from portal.organisation.models import Role
from projects.domain.codelist import load_measures
from projects.models import OutcomeMeasure
from tests.factories.portal import person
from tests.factories.reports import ReportFactory

pytestmark = pytest.mark.django_db
IN_FILES = [
    *("Deltagare hittills", "Kallade", "Kartlagda", "Intervjuade", "Praktik", "Arbete", "Studier"),
    *("Sjukersättning", "Pension", "Flyttat", "Ej hörts av", "Annan försörjning", "Pågående"),
    *("Avslutade", "Självförsörjande"),
]


def test_every_measure_is_added_once():
    assert load_measures() == 27
    assert load_measures() == 0
    assert OutcomeMeasure.objects.count() == 27


def test_those_in_use_are_the_columns_of_a_file_in_order():
    load_measures()
    assert [measure.heading for measure in OutcomeMeasure.objects.in_use()] == IN_FILES


def test_what_the_city_has_changed_stays():
    load_measures()
    OutcomeMeasure.objects.filter(code="pension").update(name="Beviljad pension", is_active=False)
    OutcomeMeasure.objects.filter(code="flyttat").delete()
    assert load_measures() == 1
    assert OutcomeMeasure.objects.get(code="pension").name == "Beviljad pension"


def test_participants_are_the_base_and_told_by_sex():
    load_measures()
    bases = OutcomeMeasure.objects.in_use().filter(is_base=True)
    assert [measure.code for measure in bases] == [
        "deltagare",
        "kallade",
        "kartlagda",
        "praktik",
        "avslutade",
    ]
    assert [measure.code for measure in OutcomeMeasure.objects.filter(by_sex=True)] == ["deltagare"]
    ends = OutcomeMeasure.objects.in_use().filter(is_end_state=True)
    assert [measure.code for measure in ends] == [
        "arbete",
        "studier",
        "sjukersattning",
        "pension",
        "flyttat",
        "ej-horts-av",
        "pagaende",
    ]


class TestBackOffice:
    @pytest.fixture
    def admin(self, client):
        load_measures()
        client.force_login(person(Role.ADMINISTRATOR, is_staff=True))
        return client

    def test_a_measure_is_put_out_of_use_and_its_code_stays(self, admin):
        found = OutcomeMeasure.objects.get(code="pension")
        page = f"/admin/projects/outcomemeasure/{found.pk}/change/"
        assert admin.get(page).status_code == 200
        given = {
            "code": "annat",
            "name": "Pension",
            "unit": "personer",
            "mode": "cumulative",
            "position": "90",
        }
        assert admin.post(page, given).status_code == 302
        found.refresh_from_db()
        assert (found.code, found.is_active, found.name) == ("pension", False, "Pension")

    def test_two_measures_do_not_share_a_heading_in_files(self, admin):
        given = {"code": "ny", "name": "Ny", "heading": "Pension", "unit": "personer", "mode": "latest"}
        answer = admin.post("/admin/projects/outcomemeasure/add/", given | {"position": "5"})
        assert "Ett annat mått har redan den rubriken i filer." in answer.content.decode()

    def test_reports_are_read_and_drafts_are_not_there(self, admin):
        told, begun = ReportFactory(), ReportFactory(draft=True)
        listed = admin.get("/admin/projects/report/").content.decode()
        assert str(told.duty.project) in listed
        assert str(begun.duty.project) not in listed
        assert admin.get("/admin/projects/report/add/").status_code == 403
