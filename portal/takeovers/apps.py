from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Takeovers(AppConfig):
    name = "portal.takeovers"
    label = "takeovers"
    verbose_name = _("Att ta över")
