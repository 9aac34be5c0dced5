from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Saved(AppConfig):
    name = "portal.saved"
    label = "saved"
    verbose_name = _("Sparade vyer och utkast")
