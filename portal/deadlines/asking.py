"""The portal's questions to its work areas about reports that are due."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from portal.organisation.models import User
from portal.workareas import Expected, News, also, work_areas


def about(reports: Sequence[int], today: date) -> Mapping[int, Expected]:
    """What the reports are about, by key; one that no area knows is left out."""
    if not reports:
        return {}
    return {key: told for area in work_areas() for key, told in area.about(reports, today).items()}


def news_for(user: User, since: datetime, today: date) -> list[News]:
    """What has happened that the user should hear of, area by area, and among the documents."""
    asked = [*(area.news for area in work_areas()), *also("news")]
    return [news for answer in asked for news in answer(user, since, today)]
