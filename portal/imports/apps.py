from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Imports(AppConfig):
    name = "portal.imports"
    label = "imports"
    verbose_name = _("Inlästa filer")
