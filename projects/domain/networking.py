"""Keep networks and their members: organisations the portal knows, and names as they were written."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from portal.content.texts import refuse_personal, tidy
from portal.database.refusals import in_words
from portal.organisation.models import Organisation
from projects.domain.recording import record_thing
from projects.models import Network, NetworkMember

Member = Organisation | str


@transaction.atomic
def keep_network(*, network: Network, members: Iterable[Member]) -> Network:
    """Save a new or changed network with its ``members``, in order; the same twice is there once.

    Raises ValidationError with {field: messages}.
    """
    record_thing(network)
    wanted = list(dict.fromkeys(_member(each) for each in members))
    refuse_personal([each for each in wanted if isinstance(each, str)])
    _write_members(network, [each for each in wanted if each])
    return network


def _member(member: Member) -> Member:
    return tidy(member) if isinstance(member, str) else member


def _write_members(network: Network, wanted: Sequence[Member]) -> None:
    """Take away who has left, add who is new; nobody else is touched but for the order."""
    stored = {each.organisation or each.name: each for each in network.members.select_related("organisation")}
    gone = [row.pk for member, row in stored.items() if member not in wanted]
    new, moved = [], []
    for position, member in enumerate(wanted):
        row = stored.get(member)
        if row is None:
            new.append(_row(network, member, position))
        elif row.position != position:
            row.position = position
            moved.append(row)
    with in_words():
        if gone:
            NetworkMember.objects.filter(pk__in=gone).delete()
        NetworkMember.objects.bulk_create(new)
        if moved:
            NetworkMember.objects.bulk_update(moved, ["position"])


def _row(network: Network, member: Member, position: int) -> NetworkMember:
    if isinstance(member, str):
        return NetworkMember(network=network, name=member, position=position)
    return NetworkMember(network=network, organisation=member, position=position)
