"""Who is told about a report that is due: those who report for the organisation that owes it today."""

from datetime import date

from portal.deadlines.models import ExpectedReport
from portal.organisation.lineage import load_lineage
from portal.organisation.models import Assignment, Organisation, Role, User


class Recipients:
    """The people and mailboxes of each organisation on ``today``, read once and asked for many reports.

    A deputy has an assignment of their own, and is told as the one they stand in for. A person without an
    address, or who has said no to letters, is told nothing by letter; the start page still says what waits.
    """

    def __init__(self, today: date):
        self._today = today
        self._lineage = load_lineage()
        self._people: dict[tuple[int, str], list[User]] = {}
        for assignment in _held(today, Role.PROJECT_MANAGER, Role.DISTRICT_DIRECTOR):
            key = (assignment.organisation_id, assignment.role)
            self._people.setdefault(key, []).append(assignment.user)
        boxes = Organisation.objects.exclude(mailbox="").values_list("pk", "mailbox")
        self._mailboxes: dict[int, str] = dict(boxes)

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

    def mailbox(self, expected: ExpectedReport) -> str:
        """The organisation's own address, or its successor's; "" when neither has one."""
        answering = reversed(self._answering(expected.organisation_id))
        return next((self._mailboxes[one] for one in answering if one in self._mailboxes), "")

    def _answering(self, organisation: int) -> list[int]:
        """The organisation, or the members of a joint one, and who answers for them today."""
        owed = [organisation, *sorted(self._lineage.members.get(organisation, ()))]
        today = [self._lineage.successor(one, on=self._today) for one in owed]
        return list(dict.fromkeys([*owed, *today]))


def letter_readers(today: date) -> list[User]:
    """Everybody who may get the day's letter: a role today, an address, and no no to letters."""
    roles = (Role.PROJECT_MANAGER, Role.DISTRICT_DIRECTOR, Role.COORDINATOR, Role.AGREEMENT_OFFICER)
    return list(dict.fromkeys(assignment.user for assignment in _held(today, *roles)))


def coordinators(today: date) -> set[int]:
    """The keys of the people who chase."""
    return {assignment.user_id for assignment in _held(today, Role.COORDINATOR)}


def _held(today: date, *roles: Role) -> list[Assignment]:
    """The assignments of ``today`` to people who can be written to, in order of their logins."""
    held = Assignment.objects.valid_on(today).filter(
        role__in=roles, user__is_active=True, user__wants_digest=True
    )
    return list(held.exclude(user__email="").select_related("user").order_by("user__username", "pk"))
