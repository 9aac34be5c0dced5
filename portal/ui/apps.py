from django.apps import AppConfig


class UiConfig(AppConfig):
    """Page furniture: no models, no domain word."""

    name = "portal.ui"
    label = "portal_ui"
