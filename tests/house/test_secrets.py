"""A draft is absent for everybody outside its own administration: not only its words, but every trace of it.

What an outsider is answered while the draft is there is what they are answered when it is not: lists, counts,
sums, choices, search, exports, standing tables, files to fill in, the back office (administration.md 1).
"""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.imports.models import Batch
from portal.organisation.models import Organisation
from projects.models import Area, Project
from tests.house.city import OF_THE_CENTRE, WORD, demo_city, logged_in, taken_back
from tests.house.reading import said_by, secrets_in, unchanging

pytestmark = pytest.mark.django_db

EXAMPLE = "program=exempelprogrammet"
ANYBODYS = [
    "/",
    f"/sok/?q={WORD}",
    "/sok/?q=9.99z",
    f"/projekt/?{EXAMPLE}",
    f"/projekt/?program=alla&text={WORD}",
    "/projekt/?program=alla&sortera=-granted&fore=slut",
    f"/projekt/?{EXAMPLE}&format=csv",
    "/projekt/?program=alla&format=xlsx",
    f"/projekt/?{EXAMPLE}&redovisning=running&ar=okant",
    "/arshjulet/",
    "/arenden/",
    "/arenden/?format=csv",
    f"/sammanstallningar/beviljade-medel/?{EXAMPLE}",
    f"/sammanstallningar/beviljade-medel/?{EXAMPLE}&indelning=nu&format=csv",
    f"/sammanstallningar/beviljade-medel-per-ar/?{EXAMPLE}&format=xlsx",
    f"/sammanstallningar/beviljade-medel/rader/?{EXAMPLE}&kolumn=antal",
    "/projekt/{joint}/",
    "/projekt/{joint}/historik/",
    "/arenden/{case}/",
]
OF_ROLES = {
    "samordnare": [
        "/projekt/nytt/",
        "/projekt/{joint}/andra/",
        "/inlasning/",
        "/inlasning/projekt/mall.csv",
        "/inlasning/projekt/export.xlsx",
        "/inlasning/beviljade-medel/export.csv",
    ],
    "projektledare-kungsholmen": ["/projekt/nytt/"],
    "registrator": ["/arenden/vantar/", "/arenden/ta-over/", "/arenden/{case}/andra/"],
    "revisor": ["/inlasning/", "/inlasning/projekt/export.csv"],
    "direktor": [],
    "direktor-ostermalm": [],
}
BACK_OFFICE = [
    "/admin/projects/project/",
    "/admin/projects/project/?q=" + WORD,
    "/admin/projects/grant/",
    "/admin/projects/area/",
    "/admin/projects/programme/{programme}/change/",
    "/admin/organisation/organisation/{jarva}/change/",
    "/admin/organisation/organisation/?q=" + WORD,
]


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), demo_city() as found:
        yield found


def addresses(city, login: str) -> list[str]:
    keys = {
        "joint": city.joint.pk,
        "case": city.central_case.pk,
        "programme": city.programme.pk,
        "jarva": city.jarva.pk,
    }
    asked = BACK_OFFICE if login == "admin" else [*ANYBODYS, *OF_ROLES[login]]
    return [address.format(**keys) for address in asked]


def heard(login: str, asked: list[str]) -> dict[str, tuple[int, str]]:
    """What each address answers ``login``: the status and the text, without what is new every time."""
    browser = logged_in(login)
    answers = ((address, browser.get(address)) for address in asked)
    return {address: (answer.status_code, unchanging(said_by(answer))) for address, answer in answers}


@pytest.mark.parametrize("login", [*OF_ROLES, "admin"])
def test_draft_leaves_no_trace_for_an_outsider(city, login):
    asked = addresses(city, login)
    there = heard(login, asked)
    assert [address for address, (_status, said) in there.items() if secrets_in(said, login)] == []
    with taken_back():
        Project.objects.get(pk=city.draft.pk).delete()
        gone = heard(login, asked)
    assert [address for address in asked if there[address] != gone[address]] == []


def test_the_same_draft_is_a_trace_for_its_own(city):
    """Or the test above would prove nothing."""
    asked = [f"/projekt/?{EXAMPLE}", f"/projekt/?{EXAMPLE}&format=csv", "/"]
    there = heard("projektledare", asked)
    assert heard("projektledare", asked) == there
    with taken_back():
        Project.objects.get(pk=city.draft.pk).delete()
        gone = heard("projektledare", asked)
    assert [address for address in asked if there[address] == gone[address]] == []


def project_form(city, lead: Organisation, **more):
    return {
        "programme": city.programme.pk,
        "number": "7.77",
        "title": "Nytt",
        "area": Area.objects.earliest("pk").pk,
        "lead": lead.pk,
        "report_status": "running",
        **more,
    }


@pytest.mark.parametrize("login", ["projektledare-kungsholmen", "samordnare"])
def test_form_errors_tell_nothing_of_the_draft(city, login):
    """Not by its number, which is free to take; not by its number continued, not by its key chosen."""
    browser = logged_in(login)
    lead = Organisation.objects.get(key="kungsholmen")
    before = Project.objects.count()
    taken = browser.post("/projekt/nytt/", project_form(city, lead, number=city.draft.number), follow=True)
    assert secrets_in(taken, login) == []
    Project.objects.get(number=city.draft.number, title="Nytt").delete()
    answer = browser.post("/projekt/nytt/", project_form(city, lead, continues=city.draft.number))
    assert answer.status_code == 200
    assert secrets_in(answer, login) == []
    unknown = browser.post("/projekt/nytt/", project_form(city, lead, continues="8.88z"))
    drafts = browser.post("/projekt/nytt/", project_form(city, lead, continues=city.draft.number))
    told = [answer.context["form"].errors["continues"][0] for answer in (unknown, drafts)]
    assert told[0].replace("8.88z", "?") == told[1].replace(city.draft.number, "?")
    assert Project.objects.count() == before


HEADING = "Program;Projektnummer;Titel;Område;Ansvarig\r\n"


def test_file_tells_nothing_of_the_draft_it_names(city):
    """A row with the draft's number is a new project; its page leads nowhere and shows no old value."""
    browser = logged_in("samordnare")
    row = f"Exempelprogrammet;{city.draft.number};Annan titel;SFI;Kungsholmen\r\n"
    file = SimpleUploadedFile("projekt.csv", (HEADING + row).encode())
    preview = browser.post("/inlasning/projekt/", {"fil": file}, follow=True)
    batch = Batch.objects.latest("pk")
    assert (batch.new, batch.changed, batch.bad) == (1, 0, 0)
    assert secrets_in(preview, "samordnare") == []
    assert f"/projekt/{city.draft.pk}/" not in said_by(preview)

    grant = (
        f"Program;Projektnummer;Nr;Belopp tkr;Slag\r\nExempelprogrammet;{city.draft.number};1;10;Första\r\n"
    )
    file = SimpleUploadedFile("medel.csv", grant.encode())
    preview = browser.post("/inlasning/beviljade-medel/", {"fil": file}, follow=True)
    assert secrets_in(preview, "samordnare") == []
    assert "Projektet finns inte i programmet." in said_by(preview)


def test_comment_is_read_where_it_stands_and_nowhere_else(city):
    """A shared comment on a draft is shared with those who see the draft."""
    kind = ContentType.objects.get(app_label="comments", model="comment")
    for login in ("samordnare", "projektledare-kungsholmen", "projektledare"):
        assert logged_in(login).get(f"/kommentarer/{kind.pk}/{city.comment.pk}/").status_code == 404
    assert OF_THE_CENTRE not in said_by(logged_in("revisor").get(f"/projekt/{city.joint.pk}/"))


@pytest.mark.parametrize(
    "lookup",
    [
        "organisation/organisation/?projects_led={draft}",
        "organisation/organisation/?projects_joined={draft}",
        "projects/area/?projects={draft}",
        "projects/area/?projects__in=1,{draft}",
        "projects/programme/?projects={draft}",
        "projects/programme/?projects__title__contains=q",
        "organisation/user/?password__startswith=a",
        "organisation/assignment/?user__password__startswith=a",
    ],
)
def test_back_office_cannot_be_asked_what_it_does_not_offer(city, lookup):
    """An address is no way to find a draft's lead, or a password letter by letter."""
    browser = logged_in("admin")
    assert browser.get("/admin/" + lookup.format(draft=city.draft.pk)).status_code == 400
    assert browser.get("/admin/organisation/organisation/?kind__exact=district").status_code == 200
