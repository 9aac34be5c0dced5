"""The backend that Django loads: PostgreSQL, server and role chosen when a connection is opened."""

from django.db.backends.postgresql import base, operations

from portal.database import roles


class DatabaseOperations(operations.DatabaseOperations):
    """PostgreSQL's operations; emptying tables is the owner's."""

    def execute_sql_flush(self, sql_list):
        """Run the TRUNCATE statements of ``flush`` as the owner: the application may not."""
        with roles.as_owner(self.connection.alias):
            super().execute_sql_flush(sql_list)


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL's connection, logged in as the application or, inside ``as_owner``, as the owner."""

    ops_class = DatabaseOperations

    def __init__(self, settings_dict, alias="default"):
        """Keep settings of our own: ``as_owner`` in one thread must not make owners of the others."""
        super().__init__(dict(settings_dict), alias)

    def get_connection_params(self):
        """Have the embedded server running (when it is ours to run) and add who logs in."""
        return super().get_connection_params() | roles.login(self.settings_dict)
