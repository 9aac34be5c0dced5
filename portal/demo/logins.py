"""Who one may log in as in the demo: roles, never persons, all with one password."""

from datetime import date

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password

from portal.database.secrets import kept_secret
from portal.organisation.models import Assignment, Organisation, Role, User
from portal.organisation.reference import read_rows

FOLDER = settings.BASE_DIR / "fixtures" / "demo"
SINCE = date(2001, 1, 1)
# Letters to the demo's people must never reach anybody: .invalid is kept free for that (RFC 2606).
ADDRESS = "{login}@exempel.invalid"


def demo_logins() -> list[tuple[str, str]]:
    """(login, what it is called) of each demo user, in the order of the contract."""
    return [(row["login"], row["visas som"]) for row in _rows()]


def demo_password() -> str:
    """The one password of all demo users: DEMO_PASSWORD, or one made once and kept in DATA_DIR."""
    return settings.DEMO_PASSWORD or kept_secret(settings.DATA_DIR, "demo_password", 9)


def add_people() -> None:
    """Add the demo users with their roles. One hash serves all: they share the password anyway."""
    password = make_password(demo_password())
    organisations = Organisation.objects.in_bulk([row["organisation"] for row in _rows()], field_name="key")
    users = User.objects.bulk_create(_user(row, password) for row in _rows())
    Assignment.objects.bulk_create(
        Assignment(
            user=user,
            role=Role(row["roll"]),
            organisation=organisations[row["organisation"]],
            valid_from=SINCE,
        )
        for user, row in zip(users, _rows(), strict=True)
    )


def keep_password() -> None:
    """Give the demo users today's password when another was set since they were made."""
    demo = User.objects.filter(is_demo=True)
    kept = demo.order_by("pk").values_list("password", flat=True).first()
    if kept and not check_password(demo_password(), kept):
        demo.update(password=make_password(demo_password()))


def _user(row: dict[str, str], password: str) -> User:
    return User(
        username=row["login"],
        first_name=row["visas som"],
        title=row["visas som"].partition(",")[0],
        email=ADDRESS.format(login=row["login"]),
        password=password,
        is_demo=True,
        is_staff=row["roll"] == Role.ADMINISTRATOR,
    )


def _rows() -> list[dict[str, str]]:
    return list(read_rows(FOLDER / "inloggningar.csv"))
