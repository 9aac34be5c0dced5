"""Settings list this instead of django.contrib.admin, so that the default site is ours."""

from django.contrib.admin.apps import AdminConfig


class BackOfficeConfig(AdminConfig):
    default_site = "portal.organisation.backoffice.site.BackOffice"
