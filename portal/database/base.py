"""The backend that Django loads: PostgreSQL, server and role chosen when a connection is opened."""

from django.conf import settings
from django.db.backends.postgresql import base, client, operations

from portal.database import binaries, roles


class DatabaseOperations(operations.DatabaseOperations):
    """PostgreSQL's operations; emptying tables is the owner's."""

    def execute_sql_flush(self, sql_list):
        """Run the TRUNCATE statements of ``flush`` as the owner: the application may not."""
        with roles.as_owner(self.connection.alias):
            super().execute_sql_flush(sql_list)


class DatabaseClient(client.DatabaseClient):
    """``manage.py dbshell``: psql from the wheel, logged in as the application."""

    @classmethod
    def settings_to_cmd_args_env(cls, settings_dict, parameters):
        """Add the host, user and password that a connection would get."""
        login = {name.upper(): value for name, value in roles.login(settings_dict).items()}
        args, environment = super().settings_to_cmd_args_env({**settings_dict, **login}, parameters)
        return [str(binaries.program("psql", settings.EMBEDDED_POSTGRES)), *args[1:]], environment


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL's connection, logged in as the application or, inside ``as_owner``, as the owner."""

    client_class = DatabaseClient
    ops_class = DatabaseOperations

    def __init__(self, settings_dict, alias="default"):
        """Keep settings of our own: ``as_owner`` in one thread must not make owners of the others."""
        super().__init__(dict(settings_dict), alias)

    def get_connection_params(self):
        """Have the embedded server running (when it is ours to run) and add who logs in."""
        return super().get_connection_params() | roles.login(self.settings_dict)
