"""The example year: fourteen months of activities in seven districts, invented, told in weeks from today."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from outreach.demo.fixtures import number, organisations, parts, rows_of, yes_no
from outreach.demo.materials import load_example_materials
from outreach.domain.recording import Told, plan_series, register, write
from outreach.models import Activity, Material, WorkForm
from portal.organisation.models import Neighbourhood, Organisation, User

Row = dict[str, str]
OFFICERS = {"jarva": "uppsokare"}  # who registers; elsewhere nobody of the demo's people
HEADS = {"kvinnor": "women", "män": "men", "ej noterat": "unknown", "barn": "children"}
CAME = ((7, 1, 5), (5, 2, 6), (9, 0, 8), (3, 1, 2), (11, 4, 9), (6, 0, 4), (8, 2, 7), (4, 1, 3))
SERIES_BEGINS, SERIES_ENDS = -9, 8  # weeks from this one


class Known:
    """What the rows name, read once."""

    def __init__(self, rows: Sequence[Row]):
        keys = {row["stadsdelsförvaltning"] for row in rows}
        partners = {key for row in rows for key in parts(row["samverkanspartner"])}
        self.organisations = organisations([*keys, *partners])
        self.forms = WorkForm.objects.in_bulk(field_name="code")
        self.materials = {each.title: each for each in Material.objects.filter(is_example=True)}
        self.areas = {(each.district_id, each.name): each for each in Neighbourhood.objects.all()}
        self.officers = User.objects.in_bulk(list(OFFICERS.values()), field_name="username")

    def officer(self, key: str) -> User | None:
        return self.officers.get(OFFICERS.get(key, ""))


def load_example_year(now: datetime) -> None:
    """Add materials, activities held and planned, and a series whose last Tuesday nobody has told of."""
    today = timezone.localdate(now)
    load_example_materials(today)
    rows = rows_of("exempeluppsokande")
    known = Known(rows)
    made = [each.pk for n, row in enumerate(rows) for each in _activities(row, known, now, f"exempel-{n}")]
    series = _tuesdays(known, now)
    Activity.objects.filter(pk__in=made).update(is_example=True)
    Activity.objects.filter(series=series).update(is_example=True)


def _activities(row: Row, known: Known, now: datetime, key: str) -> Iterator[Activity]:
    """One every so many weeks; what lies ahead is planned."""
    today = timezone.localdate(now)
    weeks = range(
        int(row["från veckor sedan"]), int(row["till veckor sedan"]) - 1, -int(row["var n:e vecka"])
    )
    for turn, week in enumerate(weeks):
        day = _monday(today) + timedelta(weeks=-week, days=int(row["veckodag"]) - 1)
        yield register(
            organisation=known.organisations[row["stadsdelsförvaltning"]],
            told=_told(row, known, day, _counts(row, turn) if day < today else {}),
            by=known.officer(row["stadsdelsförvaltning"]),
            now=_at(day) if day < today else now,
            key=f"{key}-{day.isoformat()}",
        )


def _told(row: Row, known: Known, day: date, counts: dict[str, int | None]) -> Told:
    district = known.organisations[row["stadsdelsförvaltning"]]
    return Told(
        form=known.forms[row["form"]],
        day=day,
        groups=parts(row["målgrupper"]),
        languages=parts(row["språk"]),
        topics=parts(row["ämnen"]),
        neighbourhood=known.areas[district.pk, row["område"]] if row["område"] else None,
        starts_at=_clock(row["börjar"]),
        ends_at=_clock(row["slutar"]),
        place=row["plats"],
        interpreter=yes_no(row["tolk"]),
        childcare=yes_no(row["barnpassning"]),
        counting=row["räknat"],
        counts=counts,
        partners=[known.organisations[key] for key in parts(row["samverkanspartner"])],
        materials=[known.materials[row["material"]]] if row["material"] else [],
    )


def _counts(row: Row, turn: int) -> dict[str, int | None]:
    """The ``turn``:th of each list of numbers, again from the start when a list is at its end."""
    if row["räknat"] == Activity.Counting.RANGE:
        lowest, highest = parts(row["mottagare"])
        return {"lowest": int(lowest), "highest": int(highest)}
    found = {name: _turn(row[heading], turn) for heading, name in HEADS.items()}
    if row["mottagare"]:
        found["recipients"] = _turn(row["mottagare"], turn)
    return found


def _turn(cell: str, turn: int) -> int | None:
    listed = parts(cell)
    return number(listed[turn % len(listed)]) if listed else None


def _tuesdays(known: Known, now: datetime) -> Any:
    """Språkkafé every Tuesday: planned ahead as it was, told of week by week but for the last one."""
    today = timezone.localdate(now)
    first = _monday(today) + timedelta(weeks=SERIES_BEGINS, days=1)
    jarva: Organisation = known.organisations["jarva"]
    by = known.officer("jarva")
    told = Told(
        form=known.forms["gruppinformation"],
        day=first,
        groups=["foraldrar", "ebo"],
        languages=["ar", "so", "ti"],
        topics=["samhallet", "foraldraskap"],
        neighbourhood=known.areas[jarva.pk, "Rinkeby"],
        starts_at=time(14),
        ends_at=time(16),
        place="Språkkaféet, folkets hus",
        interpreter=True,
        childcare=True,
        partners=[known.organisations["exempel-lasa"]],
    )
    until = _monday(today) + timedelta(weeks=SERIES_ENDS, days=1)
    series = plan_series(
        organisation=jarva, told=told, until=until, every_weeks=1, by=by, now=_at(first - timedelta(days=7))
    )
    past = list(series.activities.filter(day__lt=today).order_by("day"))
    for turn, activity in enumerate(past[:-1]):
        women, men, children = CAME[turn % len(CAME)]
        counts = {"women": women, "men": men, "children": children}
        write(
            activity=activity,
            told=replace(told, day=activity.day, counts=counts),
            by=by,
            now=_at(activity.day),
        )
    return series


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _at(day: date) -> datetime:
    """The evening of the day, when it is told of."""
    return timezone.make_aware(datetime.combine(day, time(20)))


def _clock(cell: str) -> time | None:
    return time.fromisoformat(cell) if cell else None
