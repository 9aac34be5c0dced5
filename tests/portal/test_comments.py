"""Comments: who sees which, who may write, and never a personal identity number."""

from datetime import UTC, datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.urls import reverse

from portal.comments.access import may_comment
from portal.comments.models import Comment
from portal.comments.writing import write_comment
from portal.organisation.models import Role
from tests.factories.portal import (
    AssignmentFactory,
    CaseFactory,
    CommentFactory,
    OrganisationFactory,
    UserFactory,
    person,
)

NOW = datetime(2026, 11, 22, 8, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return OrganisationFactory()


def path_to(thing, back=None):
    kind = ContentType.objects.get_for_model(thing)
    path = reverse("comments:create", args=[kind.pk, thing.pk])
    return f"{path}?tillbaka={back}" if back else path


@pytest.mark.parametrize("role", [*Role, None])
def test_who_may_comment(role):
    user = person(role) if role else UserFactory()
    assert may_comment(user) is (role not in {Role.AUDITOR, Role.ADMINISTRATOR, None})


def test_internal_comments_stay_in_their_own_authority(district):
    case = CaseFactory(committee=district)
    shared = CommentFactory(about=case, authority=district)
    internal = CommentFactory(about=case, authority=district, audience="internal")
    CommentFactory(about=CaseFactory())

    colleague, coordinator, auditor = (
        person(Role.PROJECT_MANAGER, district),
        person(Role.COORDINATOR),
        person(Role.AUDITOR, district),
    )
    seen = [set(Comment.objects.about(case).for_user(user)) for user in (colleague, coordinator, auditor)]
    assert seen == [{shared, internal}, {shared}, {shared}]


def test_comment_is_written_for_ones_own_authority(district):
    case, writer = CaseFactory(), person(Role.PROJECT_MANAGER, district)
    comment = write_comment(
        about=case, text=" Ring oss. ", audience="shared", by=writer, authority=district, now=NOW
    )
    assert (comment.about, comment.author, comment.authority, comment.text, comment.written_at) == (
        case,
        writer,
        district,
        "Ring oss.",
        NOW,
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "Gäller 19121212-1212."}, "text"),
        ({"audience": "alla"}, "audience"),
        ({"authority": None}, "authority"),
    ],
)
def test_bad_comment_is_refused_and_not_kept(district, change, field):
    told = {"text": "Ring oss.", "audience": "shared", "authority": district} | change
    told["authority"] = told["authority"] or OrganisationFactory()
    with pytest.raises(ValidationError) as refused:
        write_comment(about=CaseFactory(), by=person(Role.PROJECT_MANAGER, district), now=NOW, **told)
    assert (list(refused.value.message_dict), Comment.objects.count()) == ([field], 0)


def test_comment_is_posted_from_the_page_and_shown_there(client, district):
    case = CaseFactory(committee=district)
    client.force_login(person(Role.PROJECT_MANAGER, district, username="skribent"))
    page = case.get_absolute_url()
    assert 'id="kommentar-text"' in client.get(page).content.decode()

    posted = client.post(
        path_to(case, back=page),
        {"text": "Ring <b>oss</b>.", "audience": "internal"},
    )
    assert (posted.status_code, posted.url) == (302, f"{page}#kommentarer")
    shown = client.get(page).content.decode()
    assert "Ring &lt;b&gt;oss&lt;/b&gt;." in shown
    assert "bara den egna förvaltningen" in shown


def test_refused_comment_comes_back_with_what_was_written(client, district):
    case = CaseFactory(committee=district)
    client.force_login(person(Role.PROJECT_MANAGER, district))
    answer = client.post(
        path_to(case), {"text": "Om 19121212-1212", "audience": "shared", "authority": district.pk}
    )
    assert answer.status_code == 200
    assert "Texten innehåller ett personnummer." in answer.context["form"].errors["text"][0]
    assert "Om 19121212-1212" in answer.content.decode()
    assert Comment.objects.count() == 0


def test_comment_that_is_too_long_is_refused(client, district):
    client.force_login(person(Role.PROJECT_MANAGER, district))
    told = {"text": "x" * 4001, "audience": "shared", "authority": district.pk}
    answer = client.post(path_to(CaseFactory(committee=district)), told)
    assert (list(answer.context["form"].errors), Comment.objects.count()) == (["text"], 0)


def test_writer_of_two_authorities_says_for_which(client, district):
    writer, other = person(Role.PROJECT_MANAGER, district), OrganisationFactory()
    AssignmentFactory(user=writer, role=Role.OUTREACH_OFFICER, organisation=other)
    client.force_login(writer)
    case = CaseFactory(committee=district)
    told = {"text": "Hej", "audience": "internal"}
    assert client.post(path_to(case), told | {"authority": other.pk}).status_code == 302
    for authority in (OrganisationFactory().pk, "", "x"):
        refused = client.post(path_to(case), told | {"authority": authority})
        assert list(refused.context["form"].errors) == ["authority"]
    assert [comment.authority for comment in Comment.objects.all()] == [other]


def test_what_one_may_not_see_or_do_is_404_and_403(client, district):
    case, foreign = CaseFactory(committee=district), CaseFactory()
    told = {"text": "Hej", "audience": "shared", "authority": district.pk}
    client.force_login(person(Role.PROJECT_MANAGER, district))
    assert client.post(path_to(foreign), told).status_code == 404
    assert client.post(path_to(district), told).status_code == 404
    client.force_login(person(Role.AUDITOR))
    assert client.post(path_to(case), told).status_code == 403
    client.logout()
    assert client.post(path_to(case), told).url.startswith("/logga-in/?next=")
    assert Comment.objects.count() == 0


@pytest.mark.parametrize("back", ["https://elak.example/", "//elak.example", "javascript:alert(1)"])
def test_comment_never_leads_out_of_the_portal(client, district, back):
    case = CaseFactory(committee=district)
    client.force_login(person(Role.PROJECT_MANAGER, district))
    told = {"text": "Hej", "audience": "shared", "authority": district.pk}
    assert client.post(path_to(case, back=back), told).url == "/#kommentarer"
