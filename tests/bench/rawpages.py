"""The least a page can be: the portal's own login, middleware and frame, around rows of a bare cursor."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from django.utils.safestring import mark_safe

from portal.urls import urlpatterns as own

FRAME = '{% extends "base.html" %}{% block content %}{{ body }}{% endblock %}'
LIST = """SELECT p.number, p.title, o.short_name, a.name, sum(g.amount) FROM projects_project p
    JOIN organisation_organisation o ON o.id = p.lead_id JOIN projects_area a ON a.id = p.area_id
    LEFT JOIN projects_grant g ON g.project_id = p.id WHERE p.id IN
    (SELECT id FROM projects_project ORDER BY id LIMIT 50) GROUP BY 1, 2, 3, 4"""
DETAIL = """SELECT p.number, p.title, p.goal, g.number, g.amount FROM projects_project p
    LEFT JOIN projects_grant g ON g.project_id = p.id WHERE p.id = (SELECT max(id) FROM projects_project)"""
SUMMARY = "SELECT * FROM bench_rollup"


def _page(request: HttpRequest, rows: Any) -> HttpResponse:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    body = "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"
    frame = engines["django"].from_string(FRAME)
    return HttpResponse(frame.render({"body": mark_safe(body), "title": "Mätning"}, request))


def _raw(statement: str) -> Any:
    @login_required
    def view(request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return _page(request, cursor.fetchall())

    return view


@login_required
def hello(request: HttpRequest) -> HttpResponse:
    return _page(request, [["Hej"]])


urlpatterns = [
    path("matning/lista/", _raw(LIST)),
    path("matning/projekt/", _raw(DETAIL)),
    path("matning/summa/", _raw(SUMMARY)),
    path("matning/hej/", hello),
    *own,
]
