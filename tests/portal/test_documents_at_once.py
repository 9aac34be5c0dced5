"""Two at the same moment, in real threads: one effect, and the other is told."""

import pytest
from django.core.exceptions import ValidationError

from portal.documents.domain.signing import sign, signing_hash
from portal.documents.domain.versions import new_version
from portal.documents.domain.writing import save_section
from portal.documents.models import Document
from tests.factories.flow import NOW, authority, live, reviewed, signed
from tests.projects.test_views_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
DONE = "gjort"


def told(doing, **given):
    """Do it, and answer DONE or the words it was refused with."""

    def tried():
        try:
            doing(**given)
        except ValidationError as refusal:
            return " ".join(refusal.messages)
        return DONE

    return tried


def signing(document: Document, role: str, who):
    seen = signing_hash(document, live(document))
    return told(sign, signatory=document.signatories.get(role=role), seen_hash=seen, by=who, now=NOW)


def test_two_last_signatures_freeze_once():
    here = authority()
    document = reviewed(here)
    both = [
        signing(document, "forvaltningschef", here.head),
        signing(document, "avdelningschef", here.chief),
    ]
    assert at_once(*both) == [DONE, DONE]
    document = Document.objects.get(pk=document.pk)
    assert (document.state, document.steps.filter(kind="frozen").count()) == ("signed", 1)
    assert len(document.frozen.data["content"]["signatories"]) == 2


def test_the_same_function_signs_once():
    here = authority()
    document = reviewed(here)
    twice = [signing(document, "forvaltningschef", here.head)] * 2
    assert sorted(at_once(*twice)) == ["Den funktionen har redan undertecknat.", DONE]


def test_signing_against_an_edit_signs_what_was_read_or_nothing():
    here = authority()
    document = reviewed(here)
    signing(document, "avdelningschef", here.chief)()
    section = document.sections.get(order=4)
    edit = told(
        save_section, section=section, text="Rättat i sista stund.", edition=1, by=here.writer, now=NOW
    )
    last, saved = at_once(signing(document, "forvaltningschef", here.head), edit)
    document = Document.objects.get(pk=document.pk)
    text = document.sections.get(order=4).text
    if last == DONE:
        assert (document.state, text, saved == DONE) == ("signed", "Så gick det till.", False)
        assert document.frozen.data["content"]["sections"][3]["text"] == text
    else:
        assert (document.state, text, saved) == ("reviewed", "Rättat i sista stund.", DONE)


def test_a_new_version_is_begun_once():
    here = authority()
    document = signed(here)
    begin = told(new_version, document=document, reason="Fel siffra.", by=here.writer, now=NOW)
    assert sorted(at_once(begin, begin)) == ["Det finns redan en nyare version.", DONE]
