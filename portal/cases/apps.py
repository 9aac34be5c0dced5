from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Cases(AppConfig):
    name = "portal.cases"
    label = "cases"
    verbose_name = _("Ärenden")
