"""How a project stands, as pages show it: a word, an icon and a tone, never a colour alone."""

from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.workareas import State
from projects.models import Application, Commission, CommitteeDecision, FollowUp, Project, Question

_Status = Project.ReportStatus
_LOOKS: dict[str, tuple[str, str]] = {
    _Status.REPORTED: ("ok", "ok"),
    _Status.NOT_REPORTED: ("bad", "bad"),
    _Status.INCOMPLETE: ("warn", "warn"),
    _Status.UNCLEAR: ("question", "warn"),
    _Status.RUNNING: ("wait", "info"),
}

DRAFT = State(gettext_lazy("Utkast"), "lock")
EXAMPLE = State(gettext_lazy("exempel"), "info", "info")
NOT_APPORTIONED = gettext_lazy("Ej fördelat")


def report_status(code: str) -> State | None:
    """The badge of a project's report status."""
    look = _LOOKS.get(code)
    return State(capfirst(_Status(code).label), *look) if look else None


def report_statuses() -> list[tuple[str, str]]:
    """Every report status as (code, word), for a list to choose from."""
    return [(code, capfirst(str(label))) for code, label in _Status.choices]


def plan_word(code: str) -> str | None:
    """The answer about a plan for implementation; None when the source says nothing.

    ``not_apportioned`` is an answer printed for the lead as a whole: "Ej fördelat", with a footnote.
    """
    if code == Project.Plan.NOT_APPORTIONED:
        return str(NOT_APPORTIONED)
    return str(Project.Plan(code).label) if code else None


def years_word(years: list[int | None] | None) -> str | None:
    """The years money was granted for: "2002", "2002–2003", "År okänt"; None when nothing is granted."""
    known = sorted({year for year in years or [] if year})
    unknown = len(known) < len(set(years or []))
    if not known:
        return _("År okänt") if unknown else None
    whole = known[-1] - known[0] == len(known) - 1
    text = f"{known[0]}–{known[-1]}" if whole and len(known) > 1 else ", ".join(map(str, known))
    return _("%(years)s, år okänt") % {"years": text} if unknown else text


_FOLLOW_UPS: dict[str, State] = {
    "overdue": State(gettext_lazy("Försenad"), "bad", "bad"),
    "ahead": State(gettext_lazy("Väntar på sin dag"), "wait"),
    FollowUp.Answer.RUNNING: State(gettext_lazy("Infört och i drift"), "ok", "ok"),
    FollowUp.Answer.PARTLY: State(gettext_lazy("Delvis infört"), "warn", "warn"),
    FollowUp.Answer.ENDED: State(gettext_lazy("Infört men avslutat"), "info", "info"),
    FollowUp.Answer.NEVER: State(gettext_lazy("Inte infört"), "bad", "bad"),
}
_COMMISSIONS: dict[str, State] = {
    "overdue": State(gettext_lazy("Försenat"), "bad", "bad"),
    Commission.State.OPEN: State(gettext_lazy("Obesvarat"), "wait", "info"),
    Commission.State.ANSWERED: State(gettext_lazy("Besvarat"), "ok", "ok"),
    Commission.State.DROPPED: State(gettext_lazy("Avskrivet"), "info"),
    Commission.State.UNCLEAR: State(gettext_lazy("Oklart i källan"), "question", "warn"),
}
_GOALS: dict[str, State] = {
    "met": State(gettext_lazy("Målet nått"), "ok", "ok"),
    "not_met": State(gettext_lazy("Målet inte nått"), "warn", "warn"),
    "not_yet": State(gettext_lazy("Målet inte nått än"), "wait", "info"),
    "not_reported": State(gettext_lazy("Utfallet ej redovisat"), "question", ""),
    "not_measurable": State(gettext_lazy("Går inte att mäta"), "question", ""),
}


def follow_up_state(code: str) -> State | None:
    """The badge of a follow-up: its answer, or ``overdue`` or ``ahead`` while it has none."""
    return _FOLLOW_UPS.get(code)


def commission_state(code: str) -> State | None:
    """The badge of an uppdrag: its state, or ``overdue`` when an unanswered one is past its day."""
    return _COMMISSIONS.get(code)


def goal_state(code: str) -> State:
    """The badge of a target: met, not met, not reported, or not to be measured."""
    return _GOALS[code]


_APPLICATIONS: dict[str, tuple[str, str]] = {
    Application.State.DRAFT: ("lock", ""),
    Application.State.SUBMITTED: ("send", "info"),
    Application.State.ASSESSED: ("info", "info"),
    Application.State.CONDITIONAL: ("wait", "warn"),
    Application.State.GRANTED: ("ok", "ok"),
    Application.State.REJECTED: ("bad", "bad"),
    Application.State.WITHDRAWN: ("undo", ""),
}
_DECISIONS: dict[str, tuple[str, str]] = {
    CommitteeDecision.Outcome.AS_PROPOSED: ("ok", "ok"),
    CommitteeDecision.Outcome.CHANGED: ("pen", "ok"),
    CommitteeDecision.Outcome.POSTPONED: ("wait", "warn"),
    CommitteeDecision.Outcome.REFERRED_BACK: ("undo", "warn"),
    CommitteeDecision.Outcome.REJECTED: ("bad", "bad"),
}
TO_DECIDE = State(gettext_lazy("Väntar på beslut"), "wait")


def application_state(code: str) -> State | None:
    """The badge of an application."""
    look = _APPLICATIONS.get(code)
    return State(capfirst(Application.State(code).label), *look) if look else None


def decision_state(code: str) -> State | None:
    """The badge of what a nämnd decided."""
    look = _DECISIONS.get(code)
    return State(capfirst(CommitteeDecision.Outcome(code).label), *look) if look else None


_QUESTIONS: dict[str, tuple[str, str]] = {
    Question.Status.UNANSWERED: ("question", "warn"),
    Question.Status.EXPLAINED: ("ok", "ok"),
    Question.Status.CORRECTED: ("ok", "ok"),
    Question.Status.REMAINS: ("warn", "bad"),
}


def question_state(code: str) -> State:
    """The badge of a question of the plausibility check."""
    return State(capfirst(Question.Status(code).label), *_QUESTIONS[code])


def round_state(committees: int, decided: int, apply_by: date | None, *, today: date) -> State:
    """The badge of a decision round: how many of its nämnder have decided. One of print names none."""
    if decided >= committees:
        return State(_("Beslutat"), "ok", "ok")
    if decided:
        words = {"decided": decided, "committees": committees}
        return State(_("%(decided)s av %(committees)s har beslutat") % words, "wait", "warn")
    if apply_by is None or apply_by >= today:
        return State(_("Öppet för ansökan"), "pen", "info")
    return State(_("Prövas"), "wait", "info")
