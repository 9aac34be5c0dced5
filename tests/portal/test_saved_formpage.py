"""A form page that saves itself: begins as it was left, and forgets when it is sent."""

import pytest
from django import forms
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.timezone import now
from django.views.generic import FormView

from portal.saved.drafting import keep_draft, take_draft
from portal.saved.formpage import SavesItself
from portal.ui.views import CaseWorkMixin
from tests.factories.portal import UserFactory

PAGE = "/arenden/nytt/"
pytestmark = pytest.mark.django_db


class NoteForm(forms.Form):
    text = forms.CharField()
    note = forms.CharField(initial="Står här från början", required=False)


class NotePage(SavesItself, CaseWorkMixin, FormView):
    form_class, success_url = NoteForm, "/"

    def act(self, form):
        return None

    def render_to_response(self, context, **kwargs):
        form = context["form"]
        return HttpResponse(f"{form['text'].value()}|{form['note'].value()}|{context['autosave_url']}")


@pytest.fixture
def user():
    return UserFactory()


def ask(method, user, data=None):
    request = getattr(RequestFactory(), method)(PAGE, data or {})
    request.user = user
    return NotePage.as_view()(request)


def test_boxes_begin_as_they_were_left(user):
    assert ask("get", user).content.decode() == "None|Står här från början|/sparat/utkast/"
    keep_draft(user=user, path=PAGE, fields={"text": "Påbörjat"}, now=now())
    keep_draft(user=UserFactory(), path=PAGE, fields={"text": "En annans"}, now=now())
    assert ask("get", user).content.decode() == "Påbörjat|Står här från början|/sparat/utkast/"


def test_draft_goes_when_the_form_is_sent_and_stays_when_it_is_refused(user):
    keep_draft(user=user, path=PAGE, fields={"text": "Påbörjat"}, now=now())
    assert ask("post", user, {"text": ""}).status_code == 200
    assert take_draft(user=user, path=PAGE) is not None
    assert ask("post", user, {"text": "Klart"}).status_code == 302
    assert take_draft(user=user, path=PAGE) is None
