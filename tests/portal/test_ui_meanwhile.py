"""The form that remembers what it was opened on: ticked boxes, long texts, other records' memories."""

import pytest
from django import forms
from django.http import QueryDict

from portal.ui.meanwhile import Meanwhile
from projects.models import Programme
from tests.factories.projects import ProgrammeFactory

pytestmark = pytest.mark.django_db


class ProgrammeForm(Meanwhile, forms.ModelForm):
    why = forms.CharField(required=False)
    not_of_the_record = ("seen", "why")

    class Meta:
        model = Programme
        fields = ["name", "goal", "is_example"]


def seen(programme):
    return ProgrammeForm(instance=programme)["seen"].value()


def errors(programme, **sent):
    fresh = Programme.objects.get(pk=programme.pk)
    data = QueryDict(mutable=True)
    data.update({"name": fresh.name, "goal": fresh.goal} | sent)
    return ProgrammeForm(data, instance=fresh).errors


def test_a_new_record_has_nothing_to_remember():
    form = ProgrammeForm({"name": "Nytt"})
    assert "seen" not in form.fields
    assert form.is_valid()


def test_nothing_changed_nothing_told():
    programme = ProgrammeFactory(goal="Mål\nmed rader")
    memory = seen(programme)
    assert errors(programme, seen=memory, goal="Mål\r\nmed rader", is_example="on") == {}


def test_a_ticked_box_is_told():
    programme = ProgrammeFactory()
    memory = seen(programme)
    Programme.objects.update(is_example=True)
    assert errors(programme, seen=memory) == {
        "__all__": [
            "Någon annan sparade medan du skrev, och inget av ditt är sparat än. "
            "Exempel: ”nej” ändrades till ”ja”. Läs igenom och spara igen."
        ]
    }


def test_a_long_text_is_cut_and_nothing_is_said_to_be_empty():
    programme = ProgrammeFactory(goal="")
    memory = seen(programme)
    Programme.objects.update(goal="a" * 500)
    (told,) = errors(programme, seen=memory)["__all__"]
    assert f"Mål: ”tomt” ändrades till ”{'a' * 119}…”." in told


def test_the_reason_is_not_of_the_record():
    programme = ProgrammeFactory()
    assert errors(programme, seen=seen(programme), why="Därför") == {}


@pytest.mark.parametrize("memory", ["", "skräp", "x:y:z"])
def test_without_a_memory_that_was_written_here_it_is_refused(memory):
    assert list(errors(ProgrammeFactory(), seen=memory)) == ["__all__"]


def test_the_memory_of_another_record_is_refused():
    assert list(errors(ProgrammeFactory(), seen=seen(ProgrammeFactory()))) == ["__all__"]
