"""What was learnt at an activity, told in its form: a difficulty and a good example, kept as observations."""

from outreach.models import Activity, Observation

KINDS = (Observation.Kind.CHALLENGE, Observation.Kind.GOOD_EXAMPLE)
_HANDED_IN = ("submitted_at", "submitted_by", "received_by")


def note(activity: Activity, said: dict[str, str | None]) -> None:
    """Keep what is ``said``, kind -> text, on the activity: "" takes it away, None leaves it as it is.

    An observation is handed in when its activity is. One that was spread is no longer taken away here.
    """
    kept = noted(activity)
    for kind in KINDS:
        text, there = said.get(kind), kept.get(kind)
        if there and text == "" and not there.spreads.exists():
            there.delete()
        elif there:
            there.text = text or there.text
            _follow(there, activity)
        elif text:
            _follow(Observation(kind=kind, text=text, theme=str(activity.form)), activity)


def noted(activity: Activity) -> dict[str, Observation]:
    """Kind -> the first observation of that kind that hangs on the activity."""
    newest_first = activity.observations.filter(kind__in=KINDS).order_by("-pk")
    return {each.kind: each for each in newest_first}


def _follow(observation: Observation, activity: Activity) -> None:
    observation.activity, observation.organisation = activity, activity.organisation
    observation.observed_on = activity.day
    for name in _HANDED_IN:
        if observation.submitted_at is None or name != "submitted_at":
            setattr(observation, name, getattr(observation, name) or getattr(activity, name))
    observation.full_clean(exclude=["organisation", "activity", *_HANDED_IN])
    observation.save()
