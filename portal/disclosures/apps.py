from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Disclosures(AppConfig):
    name = "portal.disclosures"
    label = "disclosures"
    verbose_name = _("Lämna ut")
