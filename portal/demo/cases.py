"""Cases to practise on: some wait for a number, some were left by a nämnd that has ended. All invented."""

from datetime import date, timedelta

from portal.cases.models import Case
from portal.cases.registering import open_case
from portal.demo.logins import FOLDER
from portal.organisation.models import Organisation
from portal.organisation.reference import day_or_none, read_rows


def open_cases(*, today: date) -> None:
    """Open the cases of ``fixtures/demo/arenden.csv``, told relative to ``today``."""
    rows = list(read_rows(FOLDER / "arenden.csv"))
    committees = Organisation.objects.in_bulk([row["nämnd"] for row in rows], field_name="key")
    for row in rows:
        case = Case(
            title=row["ärendemening"],
            kind=Case.Kind(row["slag"]),
            committee=committees[row["nämnd"]],
            opened_on=day_or_none(row["öppnat"])
            or today - timedelta(days=int(row["öppnat för dagar sedan"])),
            closed_on=day_or_none(row["avslutat"]),
        )
        open_case(case=case, number=row["diarienummer"], today=today)
