"""What the example year learns: observations that spread, and a mapping round half answered. Invented."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from outreach.demo.fixtures import organisations, parts, rows_of
from outreach.domain.answering import answer_round, hand_in_reply, return_reply
from outreach.domain.asking import Question, keep_round, send_round
from outreach.domain.observing import keep_observation, share_observation
from outreach.domain.spreading import keep_spread, offer_example
from outreach.models import Activity, MappingRound, Observation
from portal.organisation.models import Organisation

Row = dict[str, str]
SENT, DUE = -20, 10  # the days the questions were sent and are due, from today


def load_example_learnt(now: datetime) -> None:
    """Add them; the activities of the example year are there."""
    rows = rows_of("exempeliakttagelser")
    offered = {part.split(":")[0] for row in rows for part in parts(row["erbjuden till"])}
    known = organisations([*(row["förvaltning"] for row in rows), *offered])
    for row in rows:
        _observe(row, known, now)
    _ask(now)


def _observe(row: Row, known: dict[str, Organisation], now: datetime) -> None:
    ago = timedelta(days=int(row["dagar sedan"]))
    day = timezone.localdate(now) - ago
    observation = keep_observation(
        observation=Observation(
            kind=row["slag"],
            theme=row["tema"],
            text=row["text"],
            response=row["hur det har bemötts"],
            status=row["läge"],
            organisation=known[row["förvaltning"]],
            activity=_latest(known[row["förvaltning"]], row["form"], day),
            observed_on=day,
            is_example=True,
        ),
        today=timezone.localdate(now),
    )
    if row["delad"] == "ja":
        share_observation(observation=observation, by=None, now=now - ago)
        _spread(observation, row, known, timezone.localdate(now))


def _latest(organisation: Organisation, form: str, day: date) -> Activity | None:
    """The activity it was seen at: the last one of the form before that day."""
    held = Activity.objects.filter(organisation=organisation, form__code=form, day__lte=day)
    return held.filter(submitted_at__isnull=False).order_by("-day", "-pk").first() if form else None


def _spread(observation: Observation, row: Row, known: dict[str, Organisation], today: date) -> None:
    """Offered on one day to one, as the cell says: "farsta:140" is Farsta, 140 days ago."""
    for part in parts(row["erbjuden till"]):
        key, days = part.split(":")
        offer_example(observation=observation, to=[known[key]], today=today - timedelta(days=int(days)))
    for part in parts(row["används av"]):
        key, days = part.split(":")
        spread = observation.spreads.get(organisation=known[key])
        spread.taken_up_on = today - timedelta(days=int(days))
        keep_spread(spread=spread, today=today)


def _ask(now: datetime) -> None:
    """This year's round, sent to seven districts: some have answered, one was given its answer back."""
    today = timezone.localdate(now)
    rows = rows_of("exempelkartlaggning-svar")
    known = organisations([*(row["stadsdelsförvaltning"] for row in rows), "socialforvaltningen"])
    sent = MappingRound(
        title="Exempel: hur når vi nyanlända i år?",
        year=today.year,
        asked_by=known["socialforvaltningen"],
        intro="Svaren blir ett avsnitt i tjänsteutlåtandet om uppsökande arbete. Skriv även det ni inte vet.",
        is_example=True,
    )
    asked = [Question(row["fråga"], row["hjälptext"]) for row in rows_of("exempelkartlaggning-fragor")]
    keep_round(round=sent, questions=asked)
    districts = [known[row["stadsdelsförvaltning"]] for row in rows]
    due = today + timedelta(days=DUE)
    send_round(round=sent, to=districts, due_on=due, today=today + timedelta(days=SENT))
    for row in rows:
        _reply(sent, row, len(asked), now)


def _reply(sent: MappingRound, row: Row, questions: int, now: datetime) -> None:
    reply = sent.replies.get(organisation__key=row["stadsdelsförvaltning"])
    answers = {n: row[str(n)] for n in range(1, questions + 1) if row[str(n)]}
    if not answers:
        return
    answer_round(reply=reply, answers=answers)
    if not row["inlämnad dagar sedan"]:
        return
    then = now - timedelta(days=int(row["inlämnad dagar sedan"]))
    hand_in_reply(reply=reply, by=None, now=then)
    if row["återlämnad"]:
        return_reply(reply=reply, reason=row["återlämnad"], by=None, now=then + timedelta(days=3))
