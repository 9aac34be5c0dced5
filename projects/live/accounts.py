"""Ready sections about the projects: each by itself, and area by area, with references to every figure.

The words are those of the report that came in, or of the published account; the figures stay alive.
"""

from collections.abc import Iterator
from functools import partial

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.content.live import LiveText
from portal.content.texts import own_words
from projects.domain.goals import target_in_words
from projects.live.facts import ProgrammeFacts
from projects.live.granted import areas
from projects.live.making import key_of
from projects.live.outcomes import measure_key, told, with_references
from projects.models import Project
from projects.summary.facts import ProjectFact
from projects.summary.naming import listed

FEW = 2  # outcomes that are said in a sentence; more of them are a table
_Status = Project.ReportStatus
_MISSING = {
    _Status.NOT_REPORTED: gettext_lazy("Projektet är inte redovisat."),
    _Status.INCOMPLETE: gettext_lazy("Projektets redovisning är ofullständig."),
    _Status.UNCLEAR: gettext_lazy("Det är oklart om projektet är slutredovisat."),
}


def texts(facts: ProgrammeFacts) -> list[LiveText]:
    """A section for each area, and one for each project."""
    group = _("Projekten")
    by_area = [
        LiveText(f"avsnitt.omrade.{key_of(area)}", _("Området %(area)s") % {"area": area}, text, group)
        for area in areas(facts)
        for text in [area_text(facts, area)]
    ]
    return by_area + project_texts(facts)


def project_texts(facts: ProgrammeFacts) -> list[LiveText]:
    """The account of a single project."""
    group = _("Projekten")
    return [
        LiveText(f"avsnitt.projekt.{key_of(fact.number)}", fact.name, project_text(facts, fact), group)
        for fact in facts.projects
    ]


def area_text(facts: ProgrammeFacts, area: str) -> str:
    """An area's projects in order, each under a heading of its own."""
    words = {"area": area, "key": key_of(area)}
    opening = _(
        "Inom området %(area)s fick [[figur:beviljat.omrade.%(key)s.projekt]] tillsammans "
        "[[figur:beviljat.omrade.%(key)s]]. Slutredovisade är [[figur:redovisning.omrade.%(key)s]]."
    )
    parts = [opening % words]
    if any(facts.goals.get(fact.pk) for fact in facts.in_area(area)):
        parts.append(_("I siffror nåddes [[figur:mal.omrade.%(key)s]].") % words)
    each = [project_text(facts, fact) for fact in facts.in_area(area)]
    return "\n\n".join([" ".join(parts), *each])


def project_text(facts: ProgrammeFacts, fact: ProjectFact) -> str:
    """A project under its heading: who, for whom, goal, outcome, experiences and what came after."""
    paragraphs = [f"## {fact.name}", _lead(facts, fact), *_goal(facts, fact), *_outcome(facts, fact)]
    referred = partial(with_references, facts, fact)
    paragraphs += [f"**{label}.** {referred(_sentence(text))}" for label, text in _words(facts, fact) if text]
    return "\n\n".join(filter(None, paragraphs))


def _lead(facts: ProgrammeFacts, fact: ProjectFact) -> str:
    detail, partners = facts.details[fact.pk], facts.partners.get(fact.pk, ())
    words = {"lead": facts.lead_name(fact), "key": key_of(fact.number)}
    said = [_("%(lead)s ansvarade för projektet, som beviljades [[figur:projekt.%(key)s.beviljat]].") % words]
    if partners:
        names = listed([facts.organisations[each].short_name for each in partners])
        said.append(_("Även %(partners)s medverkade.") % {"partners": names})
    if detail.operator:
        said.append(_("Utförare var %(operator)s.") % {"operator": detail.operator})
    if detail.collaborators:
        said.append(_("Samverkan skedde med %(who)s.") % {"who": listed(detail.collaborators)})
    if detail.target_group:
        said.append(_("Målgrupp: %(group)s") % {"group": _sentence(detail.target_group)})
    return " ".join(said)


def _goal(facts: ProgrammeFacts, fact: ProjectFact) -> Iterator[str]:
    detail = facts.details[fact.pk]
    if detail.goal:
        yield f"**{_('Mål')}.** {_sentence(detail.goal)}"
    for number, each in enumerate(facts.goals.get(fact.pk, ()), start=1):
        words = {"goal": target_in_words(each.target), "key": key_of(fact.number), "n": number}
        said = _("I siffror: %(goal)s. Utfallet är [[figur:projekt.%(key)s.mal-%(n)s]].") % words
        yield " ".join(filter(None, (said, each.target.note)))


def _outcome(facts: ProgrammeFacts, fact: ProjectFact) -> Iterator[str]:
    """The counts of the newest report: a sentence for few, a table for many."""
    counts, key = told(facts, fact), key_of(fact.number)
    if len(counts) > FEW:
        yield f"[[tabell:projekt.{key}.utfall]]"
    elif counts:
        said = [
            f"{(count.label or count.measure.name).lower()} [[figur:projekt.{key}.{measure_key(count)}]]"
            for count in counts
        ]
        yield f"**{_('Utfall')}.** " + _("Redovisat: %(counts)s.") % {"counts": listed(said)}
    elif facts.newest_counts(fact.pk):
        yield f"**{_('Utfall')}.** " + _("Inga antal är redovisade.")
    status = _Status(fact.report_status)
    if status not in (_Status.REPORTED, _Status.RUNNING):
        yield _missing(facts, fact, status)


def _missing(facts: ProgrammeFacts, fact: ProjectFact, status: Project.ReportStatus) -> str:
    account = getattr(facts.details[fact.pk], "published_account", None)
    said = f"**{_('Redovisning')}.** {_MISSING[status]}"
    if account and account.status_evidence:
        said += f" {_sentence(account.status_evidence)}"
    if account and slugify(account.reminders) not in ("", "inga-angivna"):
        said += " " + _("Antal påminnelser: %(reminders)s.") % {"reminders": account.reminders}
    return said


def _words(facts: ProgrammeFacts, fact: ProjectFact) -> list[tuple[str, str]]:
    """What was learnt and what came after: the printed account's words, or the newest report's."""
    account = getattr(facts.details[fact.pk], "published_account", None)
    reports = facts.reports.get(fact.pk, [])
    source = account or (reports[0] if reports else None)
    if source is None or fact.report_status == _Status.NOT_REPORTED:
        return []
    return [
        (_("Erfarenheter"), source.experience),
        (_("Implementering"), source.implementation),
        (_("Fortsatt arbete"), source.further_work),
        (_("Samordnarens kommentar"), account.coordinator_comment if account else ""),
        (_("Återföring"), account.repayment if account else ""),
    ]


def _sentence(text: str) -> str:
    """A text as sentences: on one line, ended by a full stop."""
    whole = own_words(text)
    return whole if not whole or whole[-1] in ".!?" else f"{whole}."
