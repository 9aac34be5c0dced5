"""Who is told about a report that is due: those who report for the organisation that owes it today."""

from datetime import date

from portal.deadlines.models import ExpectedReport
from portal.organisation.lineage import load_lineage
from portal.organisation.models import Assignment, Role, User


class Recipients:
    """The people of each organisation on ``today``, read once and asked for many reports.

    A person without an address, or who has said no to the daily digest, is told nothing by letter; the
    start page still says what waits.
    """

    def __init__(self, today: date):
        self._today = today
        self._lineage = load_lineage()
        self._people: dict[tuple[int, str], list[User]] = {}
        held = Assignment.objects.valid_on(today).filter(
            role__in=[Role.PROJECT_MANAGER, Role.DISTRICT_DIRECTOR],
            user__is_active=True,
            user__wants_digest=True,
        )
        for assignment in held.exclude(user__email="").select_related("user").order_by("user__username"):
            key = (assignment.organisation_id, assignment.role)
            self._people.setdefault(key, []).append(assignment.user)

    def of(self, expected: ExpectedReport, *, directors: bool) -> tuple[User, ...]:
        """The people to tell, each once; ``directors`` adds the district's director."""
        roles = [Role.PROJECT_MANAGER, *([Role.DISTRICT_DIRECTOR] if directors else [])]
        found = (
            person
            for organisation in self._answering(expected.organisation_id)
            for role in roles
            for person in self._people.get((organisation, role), [])
        )
        return tuple(dict.fromkeys(found))

    def _answering(self, organisation: int) -> list[int]:
        """The organisation, or the members of a joint one, and who answers for them today."""
        owed = [organisation, *sorted(self._lineage.members.get(organisation, ()))]
        today = [self._lineage.successor(one, on=self._today) for one in owed]
        return list(dict.fromkeys([*owed, *today]))
