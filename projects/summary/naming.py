"""Where a figure of a standing table leads, and the footnotes a line of it carries by itself."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import money
from portal.content.notes import Note
from portal.content.sorting import text_key
from portal.organisation.models import Organisation
from projects.summary.facts import Facts, ProjectFact


def opened(facts: Facts, table: str, line: str, column: str) -> str:
    """The page with the rows a figure is made of."""
    query = {
        "program": facts.programme.slug,
        "indelning": facts.scope.division,
        "rad": line,
        "kolumn": column,
    }
    return f"{reverse('summaries:rows', args=[table])}?{urlencode(query)}"


def listed(names: list[str]) -> str:
    """``Kista och Spånga-Tensta``, ``Hägersten, Liljeholmen och Älvsjö``."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s och %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def line_notes(
    facts: Facts,
    line: int,
    projects: list[ProjectFact],
    *,
    of_money: bool = True,
    of_plans: bool = True,
) -> tuple[Note, ...]:
    """What a reader must know of a line: partners, printed answers, joint leads, mergers, splits.

    ``of_money``, ``of_plans``: whether the table tells of them, so that who bore the money and what was
    answered for a lead as a whole must be said.
    """
    found = [
        *(_partners(facts, projects) if of_money else ()),
        *(_statements(facts, {fact.lead for fact in projects}) if of_plans else ()),
        *_kind(facts, line),
        *_merged(facts, line, {fact.lead for fact in projects}),
    ]
    if facts.scope.division == "nu" and facts.lineage.is_unstated(line):
        found.append(_("Organisationen har delats. Ingen har angett vem som tog över."))
    return tuple(Note(text) for text in found)


def _names(facts: Facts, keys) -> list[str]:
    return sorted((facts.organisations[key].short_name for key in keys), key=text_key)


def _partners(facts: Facts, projects: list[ProjectFact]) -> list[str]:
    together: dict[tuple[int, tuple[int, ...]], list[ProjectFact]] = {}
    for fact in projects:
        if partners := facts.partners.get(fact.pk):
            together.setdefault((fact.lead, tuple(partners)), []).append(fact)
    return [
        _("%(projects)s drevs med %(partners)s. %(lead)s är ansvarig och bär hela beloppet.")
        % {
            "projects": listed([_priced(fact) for fact in found]),
            "partners": listed(_names(facts, partners)),
            "lead": facts.organisations[lead].short_name,
        }
        for (lead, partners), found in together.items()
    ]


def _priced(fact: ProjectFact) -> str:
    return _("%(project)s (%(tkr)s tkr)") % {"project": fact.name, "tkr": money.write_tkr(fact.granted)}


def _statements(facts: Facts, leads: set[int]) -> list[str]:
    return [
        _("%(lead)s svarade samlat om plan för implementering: %(yes)s ja och %(no)s nej.")
        % {"lead": facts.organisations[plan.lead].short_name, "yes": plan.yes, "no": plan.no}
        + " "
        + _("Fördelningen på projekt är inte redovisad.")
        for plan in facts.plans
        if plan.project is None and plan.lead in leads
    ]


def _kind(facts: Facts, line: int) -> list[str]:
    organisation = facts.organisations[line]
    if organisation.kind == Organisation.Kind.JOINT:
        members = _names(facts, facts.lineage.members.get(line, ()))
        return [_("Ett gemensamt ansvar för %(members)s.") % {"members": listed(members)}]
    if organisation.kind != Organisation.Kind.DISTRICT:
        full = organisation.full_name or organisation.short_name
        return [_("%(name)s är ingen stadsdelsförvaltning: %(full)s.") % {"name": organisation, "full": full}]
    return []


def _merged(facts: Facts, line: int, leads: set[int]) -> list[str]:
    before = leads - {line}
    if not before:
        return []
    return [
        ngettext(
            "%(now)s har i dag ansvaret för det som %(before)s ledde.",
            "%(now)s har i dag ansvaret för det som %(before)s ledde.",
            len(before),
        )
        % {"now": facts.organisations[line].short_name, "before": listed(_names(facts, before))}
    ]
