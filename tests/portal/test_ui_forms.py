"""The one form shape: act, refuse, succeed; the summary of errors; label, hint, error, control."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, transaction
from django.test import RequestFactory
from django.urls import include, path
from django.views.generic import CreateView, FormView

from portal.organisation.models import Organisation
from portal.ui.layout import dress, errors_of, group, one_column
from portal.ui.refusals import refuse
from portal.ui.views import CaseWorkMixin
from tests.factories.portal import OrganisationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


class OrganisationForm(forms.ModelForm):
    class Meta:
        model = Organisation
        fields = ("key", "kind", "short_name")


class OrganisationCreate(CaseWorkMixin, CreateView):
    model, form_class = Organisation, OrganisationForm
    title, submit_label, success_message = "Ny organisation", "Lägg till", "Organisationen är tillagd."
    success_url, cancel_url = "/sok/", "/"

    def may(self):
        return self.request.user.username != "utan-ratt"

    def act(self, form):
        if form.cleaned_data["short_name"] == "Nej":
            raise ValidationError({"short_name": "Välj ett annat namn.", "valid_to": "Perioden är slut."})
        if form.cleaned_data["short_name"] == "Nyss":  # somebody else was a second earlier
            OrganisationFactory(key=form.cleaned_data["key"])
        return form.save()

    def breadcrumb(self):
        return [("Organisationer", "/organisationer/")]


class Everything(forms.Form):
    name = forms.CharField(label="Namn", help_text="Som ni skriver <b>det</b>.")
    note = forms.CharField(label="Anteckning", required=False, widget=forms.Textarea)
    kind = forms.ChoiceField(label="Slag", choices=[("a", "A")], widget=forms.RadioSelect)
    sure = forms.BooleanField(label="Ja, jag är säker")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = one_column(group("Om den", "name", "note", intro="Skriv det du vet."), "kind", "sure")


class EverythingPage(CaseWorkMixin, FormView):
    form_class, title, success_url = Everything, "Allt", "/"


urlpatterns = [
    path("ny/", OrganisationCreate.as_view()),
    path("allt/", EverythingPage.as_view()),
    path("", include("portal.urls")),
]


@pytest.fixture
def writer(client):
    client.force_login(UserFactory(username="skrivare"))
    return client


def send(client, **changes):
    return client.post("/ny/", {"key": "nytt", "kind": "district", "short_name": "Nytt"} | changes)


def test_form_acts_says_so_and_leads_on(writer):
    response = send(writer)

    assert (response.status_code, response.headers["Location"]) == (302, "/sok/")
    assert Organisation.objects.get(key="nytt").short_name == "Nytt"
    assert "Organisationen är tillagd." in [str(m) for m in writer.get("/ny/").context["messages"]]


def test_form_turns_a_refusal_into_errors_by_field_and_above(writer):
    form = send(writer, short_name="Nej").context["form"]

    assert form.errors == {"short_name": ["Välj ett annat namn."], "__all__": ["Perioden är slut."]}
    assert not Organisation.objects.filter(key="nytt").exists()


def test_form_keeps_what_was_typed_and_leads_to_each_error(writer):
    page = send(writer, short_name="", key="Inte en nyckel").content.decode()

    assert "<title>Rätta: Ny organisation | Samverkansportalen</title>" in page
    assert "2 uppgifter behöver rättas" in page
    assert '<a href="#id_short_name">Kort namn: Detta fält måste fyllas i.</a>' in page
    assert 'value="Inte en nyckel"' in page
    assert 'aria-describedby="id_short_name_error"' in page


@pytest.mark.django_db(transaction=True)
def test_form_says_it_in_words_when_somebody_was_a_second_earlier(writer):
    response = send(writer, short_name="Nyss")

    assert response.context["form"].errors == {
        "__all__": [
            "Uppgiften krockar med en som redan finns. Läs om sidan, se vad som ändrats och försök igen."
        ]
    }


def test_refusal_by_a_named_constraint_uses_its_own_words():
    form = OrganisationForm({"key": "a", "kind": "district", "short_name": "A"})
    form.full_clean()
    error = broken_by(
        "UPDATE organisation_organisation SET valid_from = '2020-01-01', valid_to = '2019-01-01'"
    )
    refuse(form, error)

    assert form.errors == {"__all__": ["Slutdatum ligger före startdatum. Rätta ett av dem."]}


def broken_by(statement):
    OrganisationFactory()
    with pytest.raises(IntegrityError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    return caught.value


def test_refusal_by_the_database_of_a_value_is_told_without_its_words():
    form = OrganisationForm({"key": "a", "kind": "district", "short_name": "A"})
    form.full_clean()
    refuse(form, DataError("numeric field overflow"))

    assert form.errors == {
        "__all__": ["Ett värde är för stort eller har fel form. Kontrollera talen och datumen."]
    }


def test_form_is_closed_to_those_without_the_right(client):
    client.force_login(UserFactory(username="utan-ratt"))

    assert client.get("/ny/").status_code == 403
    assert send(client).status_code == 403
    assert not Organisation.objects.filter(key="nytt").exists()


def test_field_is_read_in_order_label_hint_error_control(writer):
    page = writer.post("/allt/", {"note": "<script>"}).content.decode()
    order = [
        page.index(piece) for piece in ('for="id_name"', "id_name_helptext", "id_name_error", 'name="name"')
    ]

    assert order == sorted(order)
    assert "Som ni skriver &lt;b&gt;det&lt;/b&gt;." in page
    assert "&lt;script&gt;</textarea>" in page
    assert page.count("(frivilligt)") == 1
    assert "Skriv det du vet." in page
    assert '<a href="#id_kind_0">Slag: Detta fält måste fyllas i.</a>' in page


def test_dress_gives_controls_their_class_names_once():
    form = Everything({"note": "x"})
    dress(dress(form))

    assert [form.fields[name].widget.attrs["class"] for name in form.fields] == [
        "form-control is-invalid",
        "form-control",
        "form-check-input is-invalid",
        "form-check-input is-invalid",
    ]


def test_errors_are_listed_in_the_order_of_the_form():
    form = Everything({})
    form.add_error(None, "Allt är fel.")

    assert [target for target, _label, _words in errors_of(form)] == ["", "id_name", "id_kind_0", "id_sure"]


def test_page_knows_where_it_lies(writer):
    page = writer.get("/ny/").content.decode()

    assert '<a href="/organisationer/">Organisationer</a>' in page
    assert '<li aria-current="page">Ny organisation</li>' in page
    assert RequestFactory().get("/ny/").path in page
