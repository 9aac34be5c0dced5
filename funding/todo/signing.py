"""What waits to be sent, supported and signed; what a party declined; delegations to tell the nämnd of."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from funding import access
from funding.models import Agreement, Signature, Support, Terms, TermsShare, standing
from funding.states import DRAFT, STANDINGS
from portal.organisation.models import User
from portal.workareas import State, TodoItem

MOST = 50
SOON = timedelta(days=30)  # so long before the first day what waits is near
REMEMBERED = timedelta(days=90)  # so long what a party declined waits for an answer
TO_SIGN = STANDINGS[standing.SIGNING]
NO_SUPPORT, DECLINED = (
    State(gettext_lazy("Stöd saknas"), "wait", "warn"),
    State(gettext_lazy("Avböjd"), "bad", "bad"),
)
TO_TELL = State(gettext_lazy("Att anmäla"), "wait", "warn")
_LATE, _NEAR, _SOME_TIME = 3, 2, 1  # urgency


def waiting(user: User, today: date) -> Iterable[TodoItem]:
    """What waits for ``user`` on ``today``, of signing."""
    if mine := access.signs_for(user):
        yield from _to_sign(mine, today)
    elif access.registers_support(user):
        yield from _to_support(today)
    if access.may_draft(user):
        yield from _drafts(user)
        yield from _sent_back(user, today)
    yield from _to_tell(user, mine)


def _unsigned() -> Q:
    signed = Signature.objects.filter(terms=OuterRef("terms"), party=OuterRef("party"))
    return Q(terms__state=Terms.State.FOR_SIGNING) & ~Q(Exists(signed))


def _shares():
    """Shares whose party has not signed what is out for signing, with whether it has support."""
    supported = Support.objects.filter(terms=OuterRef("terms"), party=OuterRef("party"))
    asked = Count("terms__shares", distinct=True)
    return (
        TermsShare.objects.filter(_unsigned())
        .annotate(is_supported=Exists(supported), parties=asked)
        .annotate(signed=Count("terms__signatures", distinct=True))
        .select_related("terms__agreement", "party__organisation")
        .order_by("terms__valid", "pk")
    )


def _to_sign(mine: frozenset[int], today: date) -> Iterable[TodoItem]:
    for share in _shares().filter(party__organisation__in=mine)[:MOST]:
        yield TodoItem(
            title=_("Underteckna %(agreement)s") % {"agreement": share.terms.agreement},
            detail=_detail(share),
            url=reverse("funding:signature_create", args=[share.terms.agreement_id, share.party_id]),
            state=TO_SIGN if share.is_supported else NO_SUPPORT,
            urgency=_urgency(share.terms, today),
        )


def _to_support(today: date) -> Iterable[TodoItem]:
    for share in _shares().filter(is_supported=False)[:MOST]:
        yield TodoItem(
            title=_("Registrera stöd: %(agreement)s") % {"agreement": share.terms.agreement},
            detail=_detail(share),
            url=reverse("funding:support_register", args=[share.terms.agreement_id, share.party_id]),
            state=NO_SUPPORT,
            urgency=_urgency(share.terms, today),
        )


def _detail(share: TermsShare) -> str:
    words = {
        "party": share.party,
        "version": share.terms.version,
        "signed": share.signed,
        "parties": share.parties,
        "day": share.terms.valid.lower.isoformat(),
    }
    told = _("För %(party)s, version %(version)s. %(signed)s av %(parties)s har undertecknat.") % words
    return " ".join([told, _("Gäller från %(day)s.") % words])


def _urgency(terms: Terms, today: date) -> int:
    begins = terms.valid.lower
    if begins <= today:
        return _LATE
    return _NEAR if begins <= today + SOON else _SOME_TIME


def _of(user: User):
    """Versions of the agreements that the user's own authority drafts."""
    own = Agreement.objects.filter(owner__in=user.reach.own_organisations)
    return Terms.objects.filter(agreement__in=own).select_related("agreement")


def _drafts(user: User) -> Iterable[TodoItem]:
    for terms in _of(user).filter(state=Terms.State.DRAFT).order_by("valid", "pk")[:MOST]:
        words = {"version": terms.version, "day": terms.valid.lower.isoformat()}
        yield TodoItem(
            title=_("Utkast: %(agreement)s") % {"agreement": terms.agreement},
            detail=_("Version %(version)s, ska gälla från %(day)s. Inte skickad för underskrift.") % words,
            url=_page(terms),
            state=DRAFT,
            urgency=_SOME_TIME,
        )


def _sent_back(user: User, today: date) -> Iterable[TodoItem]:
    """What a party declined, until a new version is written or so long has passed."""
    newer = Terms.objects.filter(agreement=OuterRef("agreement"), version__gt=OuterRef("version"))
    since = datetime.combine(today - REMEMBERED, time.min, timezone.get_current_timezone())
    rows = _of(user).filter(~Exists(newer), state=Terms.State.DECLINED, closed_at__gte=since)
    for terms in rows.order_by("-closed_at", "pk")[:MOST]:
        yield TodoItem(
            title=_("Avböjd: %(agreement)s") % {"agreement": terms.agreement},
            detail=terms.closed_reason,
            url=_page(terms),
            state=DECLINED,
            urgency=_NEAR,
        )


def _to_tell(user: User, mine: frozenset[int]) -> Iterable[TodoItem]:
    """One line for all decisions on delegation that their nämnd has not been told of."""
    rows = Support.objects.filter(reported_on__isnull=True).exclude(delegation="")
    if not access.registers_support(user):
        rows = rows.filter(party__organisation__in=mine)
    if (count := rows.count()) == 0:
        return
    told = ngettext("%(n)s beslut på delegation.", "%(n)s beslut på delegation.", count) % {"n": count}
    yield TodoItem(
        title=_("Anmäl delegationsbeslut till nämnden"),
        detail=_("%(decisions)s Anmäls på nästa sammanträde.") % {"decisions": told},
        url=reverse("funding:delegation_list"),
        state=TO_TELL,
        urgency=_SOME_TIME,
    )


def _page(terms: Terms) -> str:
    page = reverse("funding:agreement_detail", args=[terms.agreement_id])
    return f"{page}?version={terms.version}"
