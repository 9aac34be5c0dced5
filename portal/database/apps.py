"""An installed app, so that its commands come first and its text functions are a migration."""

from django.apps import AppConfig


class DatabaseConfig(AppConfig):
    name = "portal.database"
    label = "portal_database"
    verbose_name = "databas"
