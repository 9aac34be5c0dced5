"""What the example year learns: invented, and told in days from today, the same for the same day."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.periods import add_months
from projects.demo import learning
from projects.demo.fixtures import organisations, rows_of
from projects.domain.answering import answer_survey, hand_in_reply
from projects.domain.gathering import keep_activity
from projects.domain.spreading import keep_spread
from projects.domain.suggesting import follow_up_suggestion, keep_suggestion
from projects.domain.surveying import Asked, keep_survey
from projects.models import MethodSpread, Programme, Project, Suggestion, Survey
from projects.models.dating import AUTUMN, SPRING

Row = dict[str, str]
SENT, DUE = -14, 7  # the days the survey was sent and is due, from today


def load_learning(programme: Programme, now: datetime) -> None:
    """Add networks, activities, a survey that two districts have not answered, methods and suggestions."""
    today = timezone.localdate(now)
    projects = {project.number: project for project in programme.projects.submitted()}
    learning.add_networks(programme, rows_of("exempelnatverk"))
    _add_activities(programme, today)
    _add_survey(programme, now)
    learning.add_methods(programme, rows_of("exempelmetoder"), projects)
    _add_spread(programme, projects, today)
    _add_suggestions(programme, projects, today)


def _add_activities(programme: Programme, today: date) -> None:
    networks = learning.networks_of(programme)
    for row in rows_of("exempelaktiviteter"):
        activity = learning.new_activity(programme, row, networks)
        activity.dates = "/".join(_day(part, today) for part in row["när"].split("/"))
        activity.invited = int(row["inbjudna"]) if row["inbjudna"] else None
        activity.over_demand = row["fler ville"] == learning.YES
        keep_activity(activity=activity, today=today)


def _day(code: str, today: date) -> str:
    """``d-31``: so many days from today; ``m-5``: that month; ``t0``: the term of today."""
    step = int(code[1:])
    if code[0] == "d":
        return (today + timedelta(days=step)).isoformat()
    if code[0] == "m":
        return add_months(today, step).isoformat()[:7]
    return f"{today.year}-{SPRING if today.month <= 6 else AUTUMN}"


def _add_survey(programme: Programme, now: datetime) -> None:
    today = timezone.localdate(now)
    rows = rows_of("exempelenkatsvar")
    known = organisations(row["stadsdel"] for row in rows)
    survey = Survey(
        programme=programme,
        title=_("Exempel: vad lärde vi oss i år?"),
        respondents=_("stadsdelsförvaltningar"),
        sent_on=today + timedelta(days=SENT),
        due_on=today + timedelta(days=DUE),
    )
    questions = [Asked(row["fråga"], row["svaras med"]) for row in rows_of("exempelenkatfragor")]
    keep_survey(survey=survey, questions=questions, to=known.values())
    for row in rows:
        _reply(survey, row, now)


def _reply(survey: Survey, row: Row, now: datetime) -> None:
    reply = survey.replies.get(organisation__key=row["stadsdel"])
    answers = {number: row[str(number)] for number in survey.questions.values_list("number", flat=True)}
    answer_survey(reply=reply, answers=answers)
    if row["inlämnad dagar sedan"]:
        hand_in_reply(reply=reply, by=None, now=now - timedelta(days=int(row["inlämnad dagar sedan"])))


def _add_spread(programme: Programme, projects: dict[str, Project], today: date) -> None:
    rows = rows_of("exempelspridning")
    known = organisations(row["organisation"] for row in rows)
    for row in rows:
        spread = MethodSpread(
            method=programme.methods.get(name=row["metod"]),
            organisation=known[row["organisation"]],
            project=projects[row["projekt"]] if row["projekt"] else None,
            status=MethodSpread.Status(row["läge"]),
            offered_on=_on(row["erbjuden"], today),
            answered_on=_on(row["svarade"], today),
            note=row["anteckning"],
        )
        keep_spread(spread=spread, today=today)


def _add_suggestions(programme: Programme, projects: dict[str, Project], today: date) -> None:
    networks = learning.networks_of(programme)
    for row in rows_of("exempelforslag"):
        suggestion = Suggestion(
            programme=programme,
            kind=Suggestion.Kind(row["slag"]),
            text=row["förslag"],
            project=projects[row["projekt"]] if row["projekt"] else None,
            method=programme.methods.get(name=row["metod"]) if row["metod"] else None,
            made_on=_on(row["föreslaget"], today),
        )
        keep_suggestion(suggestion=suggestion, today=today)
        suggestion.outcome = Suggestion.Outcome(row["hur det gick"])
        suggestion.outcome_on = _on(row["uppföljt"], today)
        suggestion.outcome_note = row["vad som hände"]
        if row["aktivitet"]:
            suggestion.activity = programme.activities.get(number=int(row["aktivitet"]))
        suggestion.network = networks.get(row["nätverk"])
        follow_up_suggestion(suggestion=suggestion, today=today)


def _on(days: str, today: date) -> date | None:
    return today + timedelta(days=int(days)) if days else None
