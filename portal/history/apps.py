from django.apps import AppConfig


class History(AppConfig):
    name = "portal.history"
    label = "portal_history"
