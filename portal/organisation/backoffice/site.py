"""The one admin site: whoever holds the role systemförvaltare, by an assignment valid today.

No ``is_staff``, no superuser, no login page of its own: the role is asked at every request, so that a right
withdrawn a moment ago is gone. Order of answers as everywhere: 302 to log in, 403 without the role.
"""

from functools import update_wrapper
from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponseNotAllowed
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect

from portal.organisation.access import may_administer

METHODS = ("GET", "HEAD", "POST", "OPTIONS")
# One logs in, out and changes one's password as everybody does.
NOT_HERE = {"login", "logout", "password_change", "password_change_done", "view_on_site", "jsi18n"}


class BackOffice(AdminSite):
    site_header = site_title = index_title = _("Systemförvaltning")
    site_url = None
    empty_value_display = "–"
    enable_nav_sidebar = False
    index_template = app_index_template = "admin/index.html"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Take in the portal's own pages only: libraries register tables that nobody here should touch."""
        if getattr(admin_class, "of_the_back_office", False):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return may_administer(request.user)  # type: ignore[arg-type]  # strangers are answered no

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Wrap a page: others are answered 403, a method no form has 405, text that no database holds 400."""

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if not self.has_permission(request):
                raise PermissionDenied
            if request.method not in METHODS:  # Django's pages would take them all as GET
                return HttpResponseNotAllowed(METHODS)
            if any("\x00" in value for values in request.GET.lists() for value in values[1]):
                raise BadRequest
            return view(request, *args, **kwargs)

        return update_wrapper(csrf_protect(guarded if cacheable else never_cache(guarded)), view)

    def get_urls(self) -> list[Any]:
        return [each for each in super().get_urls() if getattr(each, "name", None) not in NOT_HERE]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return super().each_context(request) | {"breadcrumb": []}
