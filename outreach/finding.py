"""Outreach, found by a search: activities by id or place, and what is learnt, handed out and agreed."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from outreach import access
from outreach.models import Activity, Cooperation, Initiative, MappingRound, Material, Observation
from outreach.models.searching import with_words
from portal.workareas import Hit

MOST_HITS = 20  # of each kind
BACK = timedelta(days=366)  # a place is looked for among what is new: older activities are in their list
SHOWN = 80  # signs of a text


def find(query: str, user) -> Iterable[Hit]:
    """What has every word of ``query``, of what ``user`` may see; accents are passed over."""
    if not access.may_read_outreach(user):
        return []
    return [
        *_activities(query, user),
        *_observations(query, user),
        *_named(query, user),
        *_partners(query, user),
    ]


def _activities(query: str, user) -> Iterable[Hit]:
    seen = Activity.objects.for_user(user)
    key = "".join(sign for sign in query if sign.isprintable()).strip()[:40].lower()
    recent = seen.filter(day__gte=localdate() - BACK)
    by_place = with_words(recent, query, "place", "neighbourhood__name").values("pk")
    joined = ("form", "organisation", "neighbourhood")
    rows = seen.filter(Q(key=key) | Q(pk__in=by_place)).select_related(*joined)
    for each in rows.newest_first()[:MOST_HITS]:
        area = str(each.neighbourhood or "")
        place = [each.place] if area and area in each.place else [each.place, area]
        detail = ", ".join(filter(None, [str(each.organisation), *place, each.get_state_display()]))
        yield Hit(f"{each.form} {each.day}", _url("activity", each.pk), _("Aktivitet"), detail)


def _observations(query: str, user) -> Iterable[Hit]:
    rows = Observation.objects.for_user(user).matching(query).select_related("organisation")
    for each in rows.newest_first()[:MOST_HITS]:
        detail = f"{each.theme}, {each.organisation}"
        text = Truncator(each.text).chars(SHOWN)
        yield Hit(text, _url("observation", each.pk), capfirst(each.get_kind_display()), detail)


def _named(query: str, user) -> Iterable[Hit]:
    materials = with_words(Material.objects.for_user(user), query, "title", "note")
    for material in materials.select_related("owner").by_title()[:MOST_HITS]:
        yield Hit(material.title, _url("material", material.pk), _("Material"), str(material.owner))
    for initiative in Initiative.objects.for_user(user).matching(query).by_name()[:MOST_HITS]:
        detail = initiative.organisation_text
        yield Hit(initiative.name, _url("initiative", initiative.pk), _("Insats"), detail)
    rounds = with_words(MappingRound.objects.for_user(user), query, "title", "intro")
    for each in rounds.order_by("-year", "pk")[:MOST_HITS]:
        yield Hit(str(each), _url("mapping", each.pk), _("Kartläggning"))


def _partners(query: str, user) -> Iterable[Hit]:
    """Each partner once, whoever works with it."""
    seen = Cooperation.objects.for_user(user)
    rows = with_words(seen, query, "partner__short_name", "partner__full_name", "agreed")
    partners = rows.order_by("partner__short_name", "partner").values_list("partner", "partner__short_name")
    for pk, name in partners.distinct()[:MOST_HITS]:
        yield Hit(name, _url("partner", pk), _("Samverkanspartner"))


def _url(name: str, pk: int) -> str:
    return reverse(f"outreach:{name}_detail", args=[pk])
