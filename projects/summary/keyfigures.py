"""The figures of a programme that make sense on the start page."""

from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.content.figures import Figure, Share, Unit
from portal.workareas import KeyFigure
from projects.domain.attaining import attained, tally
from projects.domain.goals import State
from projects.models import Project
from projects.summary import goals
from projects.summary.facts import Facts
from projects.summary.granted import SLUG as GRANTED
from projects.summary.naming import listed, opened

OPEN_STATES = ("not_reported", "incomplete", "unclear", "running")


def key_figures(facts: Facts) -> tuple[KeyFigure, ...]:
    """Granted money, projects with a final report, plans for implementation, and targets met."""
    return (_granted(facts), _reported(facts), _planned(facts), *_met(facts))


def _granted(facts: Facts) -> KeyFigure:
    amount = sum((fact.granted for fact in facts.projects), Decimal())
    years = sorted({grant.year for grant in facts.grants if grant.year})
    span = f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(map(str, years))
    leads = len({fact.lead for fact in facts.projects})
    unknown = len({grant.project for grant in facts.grants if grant.year is None})
    detail = ngettext(
        "%(projects)s projekt, %(leads)s ansvarig.", "%(projects)s projekt, %(leads)s ansvariga.", leads
    ) % {"projects": len(facts.projects), "leads": leads}
    if unknown:
        detail += " " + ngettext("%(n)s projekt utan år.", "%(n)s projekt utan år.", unknown) % {"n": unknown}
    figure = Figure(amount, Unit.TKR, href=opened(facts, GRANTED, "", "beviljat") if amount else None)
    return KeyFigure(_("Beviljat %(years)s, tkr") % {"years": span}, figure, detail)


def _reported(facts: Facts) -> KeyFigure:
    states = [fact.report_status for fact in facts.projects]
    href = _list(facts, redovisning="reported")
    words = Project.ReportStatus
    rest = [f"{states.count(state)} {words(state).label}" for state in OPEN_STATES if state in states]
    figure = Figure(Share(states.count("reported"), len(states)), Unit.PERCENT, href=href)
    return KeyFigure(_("Slutredovisade projekt"), figure, f"{', '.join(rest)}." if rest else "")


def _planned(facts: Facts) -> KeyFigure:
    yes, no = sum(plan.yes for plan in facts.plans), sum(plan.no for plan in facts.plans)
    missing = len(facts.projects) - yes - no
    parts = [_("%(n)s har svarat nej") % {"n": no}]
    if missing:
        parts.append(_("%(n)s har inte svarat ja eller nej") % {"n": missing})
    href = opened(facts, GRANTED, "", "ja") if yes else None
    figure = Figure(Share(yes, len(facts.projects)), Unit.PERCENT, href=href)
    return KeyFigure(_("Plan för implementering"), figure, f"{listed(parts)}.")


def _met(facts: Facts) -> tuple[KeyFigure, ...]:
    """How many targets are met; nothing where nobody has set one."""
    states = tally(each for found in attained(facts.by_pk).values() for each in found)
    total = sum(states.values())
    if not total:
        return ()
    words = {
        State.NOT_MET: _("%(n)s inte nådda"),
        State.NOT_REPORTED: _("%(n)s ej redovisade"),
        State.NOT_MEASURABLE: _("%(n)s går inte att mäta"),
    }
    rest = [text % {"n": states[state]} for state, text in words.items() if states[state]]
    href = opened(facts, goals.SLUG, "", goals.ALL)
    figure = Figure(Share(states[State.MET], total), Unit.PERCENT, href=href)
    return (KeyFigure(_("Nådda mål"), figure, f"{', '.join(rest)}." if rest else ""),)


def _list(facts: Facts, **query: str) -> str:
    return f"{reverse('projects:project_list')}?{urlencode({'program': facts.programme.slug, **query})}"
