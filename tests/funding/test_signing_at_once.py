"""Two at the same moment, in real threads: one effect, and the other is told."""

from datetime import date
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, transaction

from funding.domain.closing import decline
from funding.domain.drafting import draft_amendment
from funding.models import Agreement, Signature, Terms
from tests.factories.funding import (
    NOW,
    half_open,
    party,
    sent_terms,
    sign_all,
    sign_for,
    signed_terms,
    support,
)
from tests.factories.portal import UserFactory
from tests.projects.test_views_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5
DONE = "gjort"


def told(doing, *args, **given):
    """Do it, and answer DONE or the words it was refused with."""

    def tried():
        try:
            doing(*args, **given)
        except ValidationError as refusal:
            return " ".join(refusal.messages)
        return DONE

    return tried


def test_the_two_last_signatures_at_the_same_moment_bind_once():
    for _ in range(ROUNDS):
        terms = sign_all(sent_terms(), but="Östermalm")
        Signature.objects.filter(terms=terms, party__organisation__short_name="Norrmalm").delete()
        last = [party(terms.agreement, name) for name in ("Norrmalm", "Östermalm")]
        support(terms, last[1])
        assert at_once(*[told(sign_for, terms, of) for of in last]) == [DONE, DONE]
        terms.refresh_from_db()
        assert (terms.state, terms.signatures.count()) == (Terms.State.SIGNED, 3)
        assert terms.force == half_open(date(2018, 9, 1), date(2019, 12, 31))


def test_the_same_party_signs_once_however_often_it_is_pressed():
    for _ in range(ROUNDS):
        terms = sent_terms()
        of = party(terms.agreement, "Norrmalm")
        support(terms, of)
        answers = at_once(*[told(sign_for, terms, of)] * 2)
        assert sorted(answers) == ["Parten har redan undertecknat.", DONE]
        assert terms.signatures.count() == 1


def test_the_last_signature_and_a_no_at_the_same_moment_leave_one_of_them():
    for _ in range(ROUNDS):
        terms = sign_all(sent_terms(), but="Östermalm")
        of, by = party(terms.agreement, "Östermalm"), UserFactory()
        support(terms, of)
        answers = at_once(
            told(sign_for, terms, of),
            told(decline, terms=terms, party=of, reason="Nej.", by=by, now=NOW),
        )
        assert sorted(answers) == ["Villkoren är inte ute för underskrift.", DONE]
        terms.refresh_from_db()
        state = Terms.State.SIGNED if answers[0] == DONE else Terms.State.DECLINED
        assert terms.state == state


def test_two_officers_who_draft_an_amendment_at_once_make_one():
    for _ in range(ROUNDS):
        agreement = signed_terms().agreement
        answers = at_once(
            *[
                told(draft_amendment, agreement=agreement, begins=day)
                for day in (date(2019, 1, 1), date(2019, 5, 1))
            ]
        )
        assert sorted(answers) == ["Ett annat utkast är redan på väg. Öppna det i stället.", DONE]
        assert agreement.terms.count() == 2


def set_in_force(version: int, agreement: Agreement, given: dict, shares: list[dict]) -> str:
    """Write a version in force past the domain, and answer DONE or what the database said."""
    try:
        with transaction.atomic():
            terms = Terms.objects.create(agreement=agreement, version=version, valid=given["valid"])
            for share in shares:
                terms.shares.create(**share)
            Terms.objects.filter(pk=terms.pk).update(**given)
    except (IntegrityError, OperationalError) as error:
        return "refused" if "terms_never_overlap" in str(error) or "deadlock" in str(error) else str(error)
    return DONE


def test_two_amendments_are_never_in_force_at_once():
    for _ in range(ROUNDS):
        first = signed_terms()
        Terms.objects.filter(pk=first.pk).update(force=half_open(date(2018, 9, 1), date(2019, 4, 30)))
        later = half_open(date(2019, 5, 1), date(2019, 12, 31))
        copied = ("content_hash", "submitted_at", "submitted_by", "received_by")
        given = {name: getattr(first, name) for name in copied}
        given |= {"valid": later, "force": later, "state": Terms.State.SIGNED, "signed_at": NOW}
        shares = list(first.shares.values("party_id", "percent"))
        calls = [partial(set_in_force, version, first.agreement, given, shares) for version in (2, 3)]
        assert sorted(at_once(*calls)) == [DONE, "refused"]
        assert first.agreement.terms.filter(force__contains=date(2019, 6, 1)).count() == 1
