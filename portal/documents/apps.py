"""Handlingar: committee documents, from draft to decided and dispatched, and the meetings they go to."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Documents(AppConfig):
    name = "portal.documents"
    label = "documents"
    verbose_name = _("Handlingar")
