"""The database goes away: 503 in words, and right again by itself. An error of ours stays a 500."""

import pytest
from django.db import close_old_connections, connection
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from portal.database.roles import as_owner

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def fine(request):
    run("SELECT 1")
    return HttpResponse("ok")


def cut_off(request):
    run("SELECT pg_terminate_backend(pg_backend_pid())")


def too_slow(request):
    run("SET statement_timeout = '1ms'; SELECT pg_sleep(1)")


class CutOffOnTheWay:
    """A middleware in whose hands the connection is lost, before any view is called."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        cut_off(request)


urlpatterns = [  # before the portal's own, which the error pages link to
    path("fine/", fine),
    path("halsa/", cut_off),
    path("cut-off/", cut_off),
    path("too-slow/", too_slow),
    path("", include("portal.urls")),
]
handler500 = "portal.home.errors.broken"


@pytest.fixture
def client(settings):
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = ["portal.database.middleware.DatabaseDown"]
    yield Client(raise_request_exception=False)
    connection.close()


def next_request(client):
    """Django begins and ends every request so; its test client alone leaves it out."""
    close_old_connections()
    return client.get("/fine/")


def test_a_connection_lost_in_a_view_is_503_and_the_next_request_is_fine(client):
    response = client.get("/cut-off/")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert "<h1>Portalen svarar inte just nu</h1>" in response.content.decode()
    assert next_request(client).content == b"ok"


def test_a_connection_lost_before_the_view_is_503_too(client, settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.CutOffOnTheWay"]
    assert client.get("/fine/").status_code == 503


def test_the_health_check_answers_machines(client):
    response = client.get("/halsa/")
    assert (response.status_code, response.json()) == (503, {"status": "fel"})


def test_a_connection_lost_between_two_requests_is_never_seen(client):
    assert client.get("/fine/").content == b"ok"
    ((pid,),) = _rows("SELECT pg_backend_pid()")
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
    other.close()
    assert next_request(client).content == b"ok"
    assert _rows("SELECT pg_backend_pid()") != [(pid,)]


def test_a_statement_that_takes_too_long_is_an_error_of_ours(client):
    assert client.get("/too-slow/").status_code == 500


def test_a_server_that_does_not_answer_is_503_from_the_first_moment(client, settings):
    """A role that may not log in stands for every reason not to be let in."""
    connection.close()
    with as_owner():
        run("REVOKE CONNECT ON DATABASE " + connection.settings_dict["NAME"] + " FROM PUBLIC")
    try:
        assert client.get("/fine/").status_code == 503
    finally:
        with as_owner():
            run("GRANT CONNECT ON DATABASE " + connection.settings_dict["NAME"] + " TO PUBLIC")
    assert client.get("/fine/").content == b"ok"


def _rows(statement: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()
