"""Activities, study trips and networks of a programme: the figures, and the tables that list them."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.content.figures import Figure, Unit, add
from portal.content.live import LiveFigure, LiveTable
from portal.content.notes import Note
from portal.content.tables import Column, Row, Table
from projects.live.facts import ProgrammeFacts, days_of
from projects.live.making import Group, table_page
from projects.models import Activity, Network
from projects.summary.activities import SLUG, ActivityFacts, activities_table
from projects.summary.naming import opened

TRIPS = ("studieresa", "studiebesök")


def trips(facts: ProgrammeFacts) -> list[Activity]:
    return [each for each in facts.held if each.kind.name in TRIPS]


def figures(facts: ProgrammeFacts) -> list[LiveFigure]:
    found = Group(_("Aktiviteter och nätverk"))
    inside = [each for each in facts.held if each.in_competence_programme]
    pages = {name: opened(facts, SLUG, "", name) for name in ("aktiviteter", "deltagare", "kompetens")}
    everything = (pages["aktiviteter"], pages["deltagare"])
    _counted(found, "larande.aktiviteter", _("Genomförda aktiviteter"), facts.held, everything)
    of_it = (pages["kompetens"], pages["kompetens"])
    _counted(found, "larande.kompetens", _("Aktiviteter i kompetensprogrammet"), inside, of_it)
    _counted(found, "larande.studieresor", _("Studieresor och studiebesök"), trips(facts))
    networks, running = facts.networks, Network.Status.RUNNING
    found.count("larande.natverk", _("Nätverk"), len(networks), _("nätverk"), _networks(facts))
    still = sum(each.status == running for each in networks)
    found.count("larande.natverk-pagar", _("Nätverk som pågår"), still, _("nätverk"), _networks(facts))
    return found.found


def _counted(
    found: Group, key: str, label: str, activities: Sequence[Activity], pages: tuple[str, str] = ("", "")
) -> None:
    """How many, and how many came; ``pages`` open the rows of the one and the other."""
    page, opens = pages if activities else ("", "")
    noun = ngettext("aktivitet", "aktiviteter", len(activities))
    found.count(key, label, len(activities), noun, page, neuter=False)
    people = add((Figure(each.participants) for each in activities), href=opens or None)
    name = _("%(label)s: deltagare") % {"label": label}
    found.add(f"{key}.deltagare", name, people, people.written if people.value is not None else "")


def tables(facts: ProgrammeFacts) -> list[LiveTable]:
    group = _("Aktiviteter och nätverk")
    named = [
        ("larande.aktiviteter", _held_table(facts), _list(facts, "activity")),
        (
            "larande.studieresor",
            activity_table(_("Studieresor och studiebesök"), trips(facts), noted=True),
            "",
        ),
        ("larande.natverk", network_table(facts), _networks(facts)),
    ]
    return [LiveTable(key, str(table.caption), table, group, page) for key, table, page in named]


def term_tables(facts: ProgrammeFacts) -> list[LiveTable]:
    """The activities by half-year, as the standing table has them."""
    table = activities_table(ActivityFacts(facts.programme, facts.scope))
    group = _("Aktiviteter och nätverk")
    return [LiveTable("larande.terminer", str(table.caption), table, group, table_page(facts, SLUG))]


def _held_table(facts: ProgrammeFacts) -> Table:
    everything = opened(facts, SLUG, "", "deltagare") if facts.held else ""
    return activity_table(_("Genomförda aktiviteter"), facts.held, total=everything)


def activity_table(
    caption: str, activities: Iterable[Activity], *, noted: bool = False, total: str = ""
) -> Table:
    """``total``: the page that the sum of the participants opens."""
    columns = (
        Column("title", _("Aktivitet"), Unit.TEXT),
        Column("dates", _("Datum"), Unit.TEXT),
        Column("kind", _("Slag"), Unit.TEXT),
        Column("audience", _("För vem"), Unit.TEXT),
        Column("participants", _("Deltagare")),
    )
    rows = tuple(
        Row(
            each.title,
            {
                "dates": days_of(each) or _("ej redovisat"),
                "kind": each.kind.name,
                "audience": each.audience,
                "participants": Figure(each.participants),
            },
            href=reverse("projects:activity_detail", args=[each.pk]),
            notes=(Note(each.note),) if noted and each.note else (),
        )
        for each in activities
    )
    return Table(caption, columns, rows).with_total(hrefs={"participants": total} if total else {})


def network_table(facts: ProgrammeFacts) -> Table:
    columns = (
        Column("name", _("Nätverk"), Unit.TEXT),
        Column("kind", _("Slag"), Unit.TEXT),
        Column("status", _("Läge"), Unit.TEXT),
        Column("members", _("Medlemmar"), Unit.TEXT),
    )
    rows = tuple(
        Row(
            each.name,
            {
                "kind": each.kind.name,
                "status": each.status_text or each.get_status_display(),
                "members": members_of(facts, each) or _("ej redovisat"),
            },
            href=reverse("projects:network_detail", args=[each.pk]),
            notes=(Note(each.note),) if each.note else (),
        )
        for each in facts.networks
    )
    return Table(_("Nätverk"), columns, rows)


def members_of(facts: ProgrammeFacts, network: Network) -> str:
    return ", ".join(str(member) for member in facts.members.get(network.pk, ()))


def _networks(facts: ProgrammeFacts) -> str:
    return _list(facts, "network")


def _list(facts: ProgrammeFacts, what: str) -> str:
    return f"{reverse(f'projects:{what}_list')}?{urlencode({'program': facts.programme.slug})}"
