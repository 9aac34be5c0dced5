"""Agreements, found: by a search, or because they hang on a case."""

from collections.abc import Iterable

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import OuterRef, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from funding import access
from funding.models import Agreement, AgreementQuerySet, Party, standing
from funding.states import EXAMPLE, standing_of
from portal.database.functions import FoldText
from portal.database.textkeys import fold_text
from portal.workareas import Entry, Hit

MOST_HITS = 50
MOST_WORDS = 8


def find(query: str, user) -> Iterable[Hit]:
    """Agreements in whose title, key, subject, target group, host unit or parties every word of ``query``
    stands."""
    if not access.may_list_agreements(user):
        return []
    return [
        Hit(str(each), _url(each.pk), _("Överenskommelse"), _detail(each))
        for each in _shown(_matching(Agreement.objects.for_user(user), query), user)[:MOST_HITS]
    ]


def on_case(case, user) -> Iterable[Entry]:
    """Agreements that hang on ``case``, of those ``user`` may see."""
    if not access.may_list_agreements(user):
        return []
    return [
        Entry(_("Överenskommelse"), str(each), _url(each.pk), each.first_day, _detail(each))
        for each in _shown(Agreement.objects.for_user(user).filter(case=case), user)
    ]


def _url(pk: int) -> str:
    """Return the agreement's address."""
    return reverse("funding:agreement_detail", args=[pk])


def _shown(agreements: AgreementQuerySet, user) -> AgreementQuerySet:
    return standing.with_standing(agreements, user, timezone.localdate()).by_title()


def _matching(agreements: AgreementQuerySet, query: str) -> AgreementQuerySet:
    # Control signs, NUL among them, are no part of a word, and the database takes none of them.
    typed = "".join(sign if sign.isprintable() else " " for sign in query)
    wanted = fold_text(typed).split()[:MOST_WORDS]
    blank = Value(" ")
    joined = Party.objects.filter(agreement=OuterRef("pk")).order_by().values("agreement")
    named = joined.values(names=StringAgg("organisation__short_name", Value(" "), output_field=TextField()))
    parties = Coalesce(Subquery(named, output_field=TextField()), Value(""), output_field=TextField())
    own = ("title", blank, "key", blank, "subject", blank, "target_group", blank, "host_unit", blank)
    text = Concat(*own, parties, output_field=TextField())
    found = agreements.alias(searched=FoldText(text)) if wanted else agreements.none()
    for word in wanted:
        found = found.filter(searched__contains=word)
    return found


def _detail(agreement) -> str:
    """Say who the parties are and how it stands; an example is said to be one."""
    state = standing_of(agreement.rank)
    marks = [str(state.word)] if state else []
    marks += [str(EXAMPLE.word)] * agreement.is_example
    return ", ".join([*agreement.party_names, *marks])
