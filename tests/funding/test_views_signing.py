"""Signing in the browser: sent, supported, signed, on paper, declined, taken back, printed, told."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from docx import Document

from funding.domain.drafting import draft_amendment, draft_first
from funding.domain.signing import Signer, sign
from funding.domain.supporting import register_support
from funding.models import Agreement, Signature, Support, Terms
from funding.todo import signing as todo
from portal.files.storing import read_file
from portal.organisation.models import Organisation, Role
from tests.factories.funding import SHARES, content, make_agreement, party, sent_terms, sign_for, signed_terms
from tests.factories.portal import (
    AssignmentFactory,
    UserFactory,
    person,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
AHEAD = {"begins": TODAY + timedelta(days=60), "last_day": TODAY + timedelta(days=600)}
PAPER = b"%PDF-1.4 undertecknad"


@pytest.fixture
def terms():
    """Out for signing, of a time that lies ahead."""
    return sent_terms(**AHEAD)


def officer_of(agreement):
    return person(Role.AGREEMENT_OFFICER, organisation=agreement.owner)


def director_of(terms, name="Norrmalm", **account):
    return person(Role.DISTRICT_DIRECTOR, party(terms.agreement, name).organisation, **account)


def url(name, terms, *of):
    return reverse(f"funding:{name}", args=[terms.agreement_id, *(each.pk for each in of)])


def supported(terms, name="Norrmalm", **given):
    of = party(terms.agreement, name)
    given = given or {"paragraph": "§ 12"}
    register_support(terms=terms, party=of, decided_on=TODAY, by=None, today=TODAY, **given)
    return of


def errors(response) -> list[str]:
    form = response.context["form"]
    return [str(error) for error in form.non_field_errors()] + [str(e) for b in form for e in b.errors]


def said(response) -> list[str]:
    return [str(message) for message in response.wsgi_request._messages]


def test_a_draft_is_sent_and_the_parties_get_it(client):
    agreement = make_agreement()
    terms = draft_first(agreement=agreement, content=content(agreement, **AHEAD))
    client.force_login(director_of(terms))
    assert client.get(url("agreement_detail", terms)).status_code == 404
    officer = officer_of(agreement)
    client.force_login(officer)
    page = client.get(url("terms_send", terms))
    assert (page.context["hindrances"], page.context["lacks_number"]) == ([], False)
    client.post(url("terms_send", terms))
    terms.refresh_from_db()
    assert (terms.state, terms.submitted_by) == (Terms.State.FOR_SIGNING, officer)
    assert terms.received_by == party(agreement, "Norrmalm").organisation
    client.force_login(director_of(terms, "Östermalm"))
    assert client.get(url("agreement_detail", terms)).status_code == 200


def test_a_draft_that_does_not_hold_is_not_sent(client):
    agreement = make_agreement()
    draft = content(agreement, {"Kungsholmen": "23", "Norrmalm": "66", "Östermalm": "10.9"}, **AHEAD)
    terms = draft_first(agreement=agreement, content=draft)
    client.force_login(officer_of(agreement))
    told = ["Andelarna är tillsammans 99,9 procent. De ska vara 100."]
    assert client.get(url("terms_send", terms)).context["hindrances"] == told
    assert errors(client.post(url("terms_send", terms))) == told
    terms.refresh_from_db()
    assert terms.state == Terms.State.DRAFT


def test_support_is_registered_by_decision_or_delegation(client, terms):
    of, other = party(terms.agreement, "Norrmalm"), party(terms.agreement, "Östermalm")
    client.force_login(person(Role.COMMITTEE_SECRETARY))
    day = TODAY.isoformat()
    decision = {"kind": "beslut", "decided_on": day, "paragraph": "§ 12", "number": "2026/17"}
    assert (
        client.post(url("support_register", terms, of), decision | {"delegation": "4.7"}).status_code == 302
    )
    delegated = {"kind": "delegation", "decided_on": day, "delegation": "4.7", "paragraph": "§ 1"}
    client.post(url("support_register", terms, other), delegated)
    found = Support.objects.order_by("pk").values_list("party", "paragraph", "number", "delegation")
    assert list(found) == [(of.pk, "§ 12", "2026/17", ""), (other.pk, "", "", "4.7")]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"paragraph": ""}, ["Detta fält måste fyllas i."]),
        ({"number": ""}, ["Detta fält måste fyllas i."]),
        ({"kind": "delegation"}, ["Detta fält måste fyllas i."]),
        ({"decided_on": "2999-01-01"}, ["Beslutet kan inte vara fattat en dag som inte har varit."]),
        ({"kind": "annat"}, ["Välj ett giltigt alternativ. annat finns inte bland tillgängliga alternativ."]),
    ],
)
def test_support_that_does_not_hold_is_refused(client, terms, typed, told):
    client.force_login(director_of(terms))
    whole = {"kind": "beslut", "decided_on": TODAY.isoformat(), "paragraph": "§ 12", "number": "1"}
    response = client.post(url("support_register", terms, party(terms.agreement, "Norrmalm")), whole | typed)
    assert (errors(response), Support.objects.count()) == (told, 0)


def test_support_is_taken_away_before_it_is_signed_on(client, terms):
    of = supported(terms)
    client.force_login(director_of(terms))
    door = f'<a class="btn btn-link" href="{url("support_remove", terms, of)}">Ta bort stödet'
    assert client.get(url("agreement_detail", terms)).content.decode().count(door) == 1
    page = client.get(url("support_remove", terms, of))
    assert (page.status_code, page.context["support"], Support.objects.count()) == (
        200,
        Support.objects.get(),
        1,
    )
    assert said(client.post(url("support_remove", terms, of))) == [
        "Stödet är borttaget. Historiken har det kvar."
    ]
    assert Support.objects.count() == 0
    assert said(client.post(url("support_remove", terms, of)))[1:] == ["Partens stöd är inte registrerat."]
    assert (
        client.get(url("support_remove", terms, of)).url
        == f"{url('agreement_detail', terms)}?version=1#underskrifter"
    )


def test_a_director_reads_the_whole_text_and_signs_it(client, terms):
    of = supported(terms)
    director = director_of(terms, first_name="Direktören", title="Stadsdelsdirektör")
    client.force_login(director)
    page = client.get(url("signature_create", terms, of))
    form = page.context["form"]
    assert (page.context["obstacles"], form["title"].value(), form["is_acting"].value()) == (
        [],
        "Stadsdelsdirektör",
        False,
    )
    typed = {"seen_hash": form["seen_hash"].value(), "title": "Stadsdelsdirektör", "is_acting": "on"}
    refused = client.post(url("signature_create", terms, of), typed)
    assert errors(refused) == ["Kryssa i att du har läst texten, så kan du underteckna."]
    client.post(url("signature_create", terms, of), typed | {"has_read": "on"})
    (signature,) = Signature.objects.all()
    assert (signature.name, signature.title, signature.is_acting, signature.signed_by) == (
        "Direktören",
        "Stadsdelsdirektör",
        True,
        director,
    )
    assert (signature.content_hash, signature.terms.state) == (terms.content_hash, Terms.State.FOR_SIGNING)


def test_the_page_shows_all_that_is_signed(client):
    terms = sent_terms(**AHEAD, change="Ny tid.", cost_notes={})
    of = supported(terms)
    client.force_login(director_of(terms))
    page = client.get(url("signature_create", terms, of))
    tables = [part for _name, kind, part in page.context["parts"] if kind == "Table"]
    rows = [
        (row.label, [str(row.cells[key].written) for key in ("percent", "yearly")]) for row in tables[0].rows
    ]
    assert rows == [
        ("Kungsholmen", ["23", "644\u00a0000,00"]),
        ("Norrmalm", ["66", "1\u00a0848\u00a0000,00"]),
        ("Östermalm", ["11", "308\u00a0000,00"]),
    ]
    facts = dict(page.context["parts"][0][2].pairs)
    assert (facts["Kontrollsumma"], facts["Värd"]) == (terms.content_hash, "Norrmalm")
    assert (
        page.context["short_hash"]
        == f"{terms.content_hash[:4]} {terms.content_hash[4:8]} … {terms.content_hash[-4:]}"
    )


def test_another_text_than_the_one_on_the_page_is_not_signed(client, terms):
    of = supported(terms)
    client.force_login(director_of(terms))
    typed = {"seen_hash": "0" * 64, "title": "direktör", "has_read": "on"}
    response = client.post(url("signature_create", terms, of), typed)
    assert errors(response) == [
        "Villkoren har ändrats sedan du läste dem. Läs den nya versionen och underteckna den."
    ]
    form = response.context["form"]
    assert (form["seen_hash"].value(), form["has_read"].value()) == (terms.content_hash, False)
    assert Signature.objects.count() == 0


def test_without_support_or_number_there_is_nothing_to_press(client, terms):
    of = party(terms.agreement, "Norrmalm")
    Agreement.objects.update(case=None)
    client.force_login(director_of(terms))
    page = client.get(url("signature_create", terms, of))
    assert page.context["obstacles"] == [
        "Överenskommelsen har inget diarienummer än. Utan det undertecknas inget.",
        "Registrera först vad underskriften stöder sig på: nämndens beslut eller delegation.",
    ]
    assert b'name="has_read"' not in page.content


def test_a_deputy_signs_as_acting(client, terms):
    of = supported(terms)
    director, deputy = director_of(terms), UserFactory(title="Avdelningschef")
    AssignmentFactory(
        user=deputy,
        role=Role.DISTRICT_DIRECTOR,
        organisation=of.organisation,
        deputy_for=director.assignments.get(),
        valid_to=TODAY + timedelta(days=5),
    )
    client.force_login(deputy)
    form = client.get(url("signature_create", terms, of)).context["form"]
    assert (form["title"].value(), form["is_acting"].value()) == ("Avdelningschef", True)


def test_the_last_signature_binds_and_is_told(client, terms):
    for name in SHARES:
        of = supported(terms, name)
        if name != "Norrmalm":
            sign_for(terms, of, now=timezone.now())
    of = party(terms.agreement, "Norrmalm")
    client.force_login(director_of(terms))
    typed = {"seen_hash": terms.content_hash, "title": "direktör", "has_read": "on"}
    assert said(client.post(url("signature_create", terms, of), typed)) == [
        "Du har undertecknat för Norrmalm. Nu har alla parter undertecknat."
    ]
    terms.refresh_from_db()
    assert terms.state == Terms.State.SIGNED
    again = client.get(url("signature_create", terms, of))
    assert (again.status_code, said(again)[1:]) == (302, ["Inga villkor är ute för underskrift."])


def test_a_signed_page_is_uploaded_and_opened_by_who_sees_the_agreement(client, terms):
    of = supported(terms)
    client.force_login(officer_of(terms.agreement))
    typed = {
        "seen_hash": terms.content_hash,
        "name": "Direktören",
        "title": "stadsdelsdirektör",
        "is_acting": "on",
        "signed_on": timezone.localdate().isoformat(),
        "same_text": "on",
    }
    where = url("paper_take_in", terms, of)
    assert errors(client.post(where, typed | {"same_text": ""})) == [
        "Detta fält måste fyllas i.",
        "Jämför kontrollsumman på papperet, och kryssa i att den är samma.",
    ]
    client.post(where, typed | {"paper": SimpleUploadedFile("sida.pdf", PAPER)})
    (signature,) = Signature.objects.all()
    assert (signature.signed_by, signature.signed_on, read_file(signature.paper)) == (None, TODAY, PAPER)
    file = url("signature_paper", terms, signature)
    answer = client.get(file)
    assert (b"".join(answer.streaming_content), answer["Content-Disposition"]) == (
        PAPER,
        'attachment; filename="sida.pdf"',
    )
    client.force_login(person(Role.DISTRICT_DIRECTOR))
    assert client.get(file).status_code == 404
    client.force_login(person(Role.PROJECT_MANAGER, of.organisation))
    assert client.get(file).status_code == 200


def test_a_signature_without_paper_has_no_file(client, terms):
    signature = sign_for(terms, supported(terms), now=timezone.now())
    client.force_login(officer_of(terms.agreement))
    assert client.get(url("signature_paper", terms, signature)).status_code == 404


def test_a_party_declines_with_a_reason_and_the_officer_drafts_again(client, terms):
    of = party(terms.agreement, "Norrmalm")
    client.force_login(director_of(terms))
    assert errors(client.post(url("terms_decline", terms, of), {"reason": " "})) == [
        "Detta fält måste fyllas i."
    ]
    client.post(url("terms_decline", terms, of), {"reason": "Andelen är för hög."})
    terms.refresh_from_db()
    assert (terms.state, terms.closed_reason) == (Terms.State.DECLINED, "Norrmalm: Andelen är för hög.")
    officer = officer_of(terms.agreement)
    client.force_login(officer)
    back = list(todo.waiting(officer, TODAY))
    assert [(item.title, item.detail) for item in back] == [
        (f"Avböjd: {terms.agreement}", "Norrmalm: Andelen är för hög.")
    ]
    assert client.post(url("terms_redraft", terms)).url == url("draft_edit", terms)
    assert list(terms.agreement.terms.order_by("version").values_list("version", "state")) == [
        (1, Terms.State.DECLINED),
        (2, Terms.State.DRAFT),
    ]
    assert client.get(url("draft_edit", terms)).context["form"]["title"].value() == terms.agreement.title
    assert said(client.post(url("terms_redraft", terms)))[-1:] == [
        "Ett annat utkast är redan på väg. Öppna det i stället."
    ]
    assert [item.title for item in todo.waiting(officer, TODAY)] == [f"Utkast: {terms.agreement}"]


def test_the_officer_takes_back_what_is_out_for_signing(client, terms):
    client.force_login(officer_of(terms.agreement))
    client.post(url("terms_withdraw", terms), {"reason": "Fel datum."})
    terms.refresh_from_db()
    assert (terms.state, terms.closed_reason) == (Terms.State.WITHDRAWN, "Fel datum.")
    gone = client.get(url("terms_withdraw", terms))
    assert (gone.status_code, said(gone)) == (
        302,
        [
            "Villkoren är återtagna. De binder ingen. Du kan skriva ett nytt utkast av dem.",
            "Det finns inget utkast och inget ute för underskrift att ta tillbaka.",
        ],
    )


def test_the_case_is_joined_afterwards(client, terms):
    case = terms.agreement.case
    Agreement.objects.update(case=None)
    client.force_login(officer_of(terms.agreement))
    assert client.get(url("agreement_detail", terms)).context["signing"].lacks_number is True
    assert errors(client.post(url("case_join", terms), {})) == ["Detta fält måste fyllas i."]
    client.post(url("case_join", terms), {"case": case.pk})
    assert Agreement.objects.get().case == case


def test_delegations_are_listed_until_they_are_told(client, terms):
    supported(terms, delegation="4.7")
    supported(terms, "Östermalm")
    support = Support.objects.get(delegation="4.7")
    secretary = person(Role.COMMITTEE_SECRETARY)
    client.force_login(secretary)
    assert [item.title for item in todo.waiting(secretary, TODAY)] == [
        f"Registrera stöd: {terms.agreement}",
        "Anmäl delegationsbeslut till nämnden",
    ]
    page = client.get(reverse("funding:delegation_list"))
    assert [(each.pk, may) for each, may in page.context["waiting"]] == [(support.pk, True)]
    where = reverse("funding:delegation_report", args=[support.pk])
    assert said(client.post(where, {"dag": "2999-01-01"})) == [
        "Dagen har inte varit. Anmäl beslutet när nämnden har mötts."
    ]
    client.post(where, {"dag": TODAY.isoformat()})
    page = client.get(reverse("funding:delegation_list"))
    assert (page.context["waiting"], [each.pk for each in page.context["told"]]) == ([], [support.pk])
    client.force_login(director_of(terms, "Östermalm"))
    assert list(client.get(reverse("funding:delegation_list")).context["told"]) == []


def test_print_and_word_hold_the_text_and_the_signatures(client, terms):
    of = supported(terms)
    sign(
        terms=terms,
        party=of,
        signer=Signer("Direktören", "direktör", True),
        seen_hash=terms.content_hash,
        by=UserFactory(),
        now=timezone.now(),
    )
    client.force_login(person(Role.AUDITOR))
    page = client.get(url("terms_print", terms))
    assert [bool(line.signature) for line in page.context["signing"].lines] == [False, True, False]
    assert page.context["is_changed"] is False
    word = client.get(url("terms_word", terms))
    told = [each.text for each in Document(BytesIO(word.content)).paragraphs if each.text]
    to_write = ["Ort och datum", "Namnteckning", "Namnförtydligande och befattning"]
    assert told[told.index("Underskrifter") :] == [
        "Underskrifter",
        "Kungsholmen",
        *to_write,
        "Norrmalm",
        f"Direktören, tillförordnad direktör, {TODAY}",
        "Östermalm",
        *to_write,
    ]


def test_the_lines_to_sign_on_in_word_are_ruled_and_stay_with_their_labels(client, terms):
    client.force_login(person(Role.AUDITOR))
    file = Document(BytesIO(client.get(url("terms_word", terms)).content))
    ruled = [each for each in file.paragraphs if each._p.xpath("./w:pPr/w:pBdr/w:bottom")]
    assert (len(ruled), {each.text for each in ruled}) == (9, {""})
    assert all(each.paragraph_format.keep_with_next for each in ruled)
    order = [child.tag.rpartition("}")[2] for child in ruled[0]._p.pPr]
    assert order == ["keepNext", "pBdr", "spacing", "ind"]


def test_print_tells_when_the_text_is_not_what_was_sent(client, terms):
    of = terms.agreement.parties.earliest("pk")
    Organisation.objects.filter(pk=of.organisation_id).update(key="annan")  # the database keeps the rest
    client.force_login(person(Role.AUDITOR))
    assert client.get(url("terms_print", terms)).context["is_changed"] is True


def test_an_amendment_is_printed_as_one_with_the_time_it_was_signed_for(client):
    first = signed_terms(**AHEAD)
    begins = AHEAD["begins"] + timedelta(days=200)
    draft_amendment(agreement=first.agreement, begins=begins, change="Ny andel.")
    client.force_login(officer_of(first.agreement))
    page = client.get(url("terms_print", first), {"version": 2})
    assert page.context["paper"].title == f"Tillägg till {first.agreement}"
    facts = dict(page.context["parts"][0][2].pairs)
    assert facts["Gäller"] == f"{begins} till och med {AHEAD['last_day']}"
    assert "Ny andel." in [part.text for _n, kind, part in page.context["parts"] if kind == "Paragraph"]
