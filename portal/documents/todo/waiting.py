"""Documents that wait for a person: to review, to sign, to say what one thinks of, to write anew."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Case as Choice
from django.db.models import CharField, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy

from portal.documents import access
from portal.documents.models import Consultation, Document, Signatory, Step
from portal.documents.states import STATES
from portal.organisation.models import Role, User
from portal.workareas import TodoItem

MOST = 20  # documents named one by one; the rest stand in the list
REVIEW, SIGN, ANSWER, REWRITE = "review", "sign", "answer", "rewrite"
WORDS = {
    REVIEW: (
        gettext_lazy("Granska: %(title)s"),
        gettext_lazy("Handlingen är skickad till dig för granskning."),
    ),
    SIGN: (
        gettext_lazy("Underteckna: %(title)s"),
        gettext_lazy("Handlingen är granskad och väntar på din underskrift."),
    ),
    ANSWER: (
        gettext_lazy("Lämna synpunkter: %(title)s"),
        gettext_lazy("En annan förvaltning har skickat sitt utkast till er."),
    ),
    REWRITE: (
        gettext_lazy("Skriv om: %(title)s"),
        gettext_lazy("Handlingen är tillbaka från granskningen. Skälet står bland händelserna."),
    ),
}
_DocumentState = Document.State


def at(user: User, path: str, *roles: Role) -> Q:
    """That the body at ``path`` is, or is under, one at which ``user`` has one of ``roles``: as ``holds``."""
    here = user.reach.at(*roles)
    return Q(**{f"{path}__in": here}) | Q(**{f"{path}__parent__in": here})


def documents(user: User) -> Iterator[TodoItem]:
    """Yield a line for each of them, the one that has waited longest first."""
    rows = waiting_documents(user)
    for row in rows[:MOST]:
        title, detail = WORDS[row.waits]
        words = title % {"title": row.title}
        yield TodoItem(
            words, str(detail), row.get_absolute_url(), STATES[row.state], urgency=40, since=row.since
        )


def waiting_documents(user: User) -> QuerySet[Any]:
    """Documents that ``user`` is to review, sign, answer or rewrite; ``waits`` says which, ``since`` when it
    began."""
    signing = Q(pk__in=[])
    for role in access.SIGNERS:
        signing |= Q(role=role) & at(user, "administration", role)
    unsigned = Signatory.objects.filter(signing, document=OuterRef("pk"), signed_by__isnull=True)
    signed = Signatory.objects.filter(document=OuterRef("pk"), signed_by=user)
    asked = Consultation.objects.filter(
        at(user, "authority", *access.WRITERS, *access.DISTRICT_WRITERS, *access.SIGNERS, Role.REGISTRAR),
        document=OuterRef("pk"),
        answered_at__isnull=True,
    )
    reviews = Q(state=_DocumentState.REVIEW) & at(user, "owner", Role.HEAD_OF_DEPARTMENT)
    signs = Q(Exists(unsigned), ~Exists(signed), state=_DocumentState.REVIEWED)
    answers = Q(Exists(asked), state__in=Document.WRITABLE_STATES)
    rewrites = Q(state=_DocumentState.DRAFT, reviewed=Step.Kind.RETURNED, officer=user)
    waits = Choice(
        When(reviews, then=Value(REVIEW)),
        When(signs, then=Value(SIGN)),
        When(answers, then=Value(ANSWER)),
        When(rewrites, then=Value(REWRITE)),
        output_field=CharField(),
    )
    last = Step.objects.filter(document=OuterRef("pk")).order_by().values("document").annotate(at=Max("at"))
    rows = Document.objects.filter(state__in=Document.WRITABLE_STATES)
    rows = rows.annotate(reviewed=Subquery(_passed().values("kind")[:1])).annotate(waits=waits)
    since = Coalesce(Subquery(last.values("at")), F("created_at"))
    return rows.filter(waits__isnull=False).annotate(since=since).order_by("since", "pk")


def _passed() -> QuerySet[Step]:
    """How a document went to review and came back, the newest first."""
    kinds = (Step.Kind.FOR_REVIEW, Step.Kind.RETURNED)
    return Step.objects.filter(document=OuterRef("pk"), kind__in=kinds).order_by("-at", "-pk")
