"""Översikt, search, language, help and the health check."""

from datetime import date

from django.conf import settings
from django.db import connection
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.home.asking import deadlines_ahead, highlights, search_everything, waiting_for


def start_line(today: date) -> str:
    """The day in words: "Tisdag 24 november 2026, vecka 48."."""
    day = date_format(today, "l j F Y")
    week = today.isocalendar().week
    return _("%(day)s, vecka %(week)s.") % {"day": day[0].upper() + day[1:], "week": week}


@require_safe
def start(request):
    """What waits for me, the dates ahead, and the figures of the programme I follow."""
    today = timezone.localdate()
    return render(
        request,
        "home/start.html",
        {
            "title": _("Översikt"),
            "lede": start_line(today),
            "waiting": waiting_for(request.user, today),
            "dates": deadlines_ahead(request.user, today),
            "highlights": highlights(request.user, today),
        },
    )


@require_safe
def search(request):
    """One search over everything the reader may see; ``q`` may be words, a project or a registry number."""
    query = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    hits = search_everything(query, request.user) if query else []
    return render(request, "home/search.html", {"title": _("Sök"), "query": query, "hits": hits})


@require_POST
def language(request):
    """Keep the chosen language in a cookie and go back to the page it was chosen on."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if (chosen := request.POST.get("language", "")) in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )
    return response


@require_safe
def help_page(request):
    return render(request, "home/help.html", {"title": _("Hjälp")})


@require_safe
def personal_data(request):
    return render(request, "home/personal_data.html", {"title": _("Personuppgifter")})


@require_safe
def accessibility(request):
    return render(request, "home/accessibility.html", {"title": _("Tillgänglighet")})


@require_safe
def health(request):
    """200 when the database answers; DatabaseDown (portal/database/middleware.py) answers 503 otherwise."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
