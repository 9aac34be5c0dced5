"""Make the roles and the database of the embedded server. The superuser is used here and nowhere else."""

from contextlib import closing
from pathlib import Path

from django.conf import settings
from psycopg2 import connect, sql

from portal.database.secrets import kept_secret

DATABASE, OWNER, APPLICATION = "portal", "portal_owner", "portal_app"
_RIGHTS = {OWNER: "CREATEDB", APPLICATION: "NOCREATEDB"}  # the owner makes the tests' database


def role_password(role: str) -> str:
    """Answer the kept password of one of the embedded server's roles."""
    return kept_secret(settings.DATA_DIR, role)


def make_roles(sockets: Path, password: str) -> None:
    """Make what is missing of roles and database; the superuser's ``password`` opens the door."""
    door = connect(host=str(sockets), user="postgres", password=password, dbname="postgres")
    door.autocommit = True  # CREATE DATABASE does not run in a transaction
    with closing(door), door.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles")
        there = {name for (name,) in cursor}
        for role in _RIGHTS.keys() - there:
            cursor.execute(
                sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEROLE {} PASSWORD %s").format(
                    sql.Identifier(role), sql.SQL(_RIGHTS[role])
                ),
                [role_password(role)],
            )
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if not cursor.fetchone():
            cursor.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(*map(sql.Identifier, (DATABASE, OWNER)))
            )
