"""Requests that no browser sends: addresses, encodings, parts and headers that break who trusts them."""

from io import BytesIO

import pytest
from django.test import Client, RequestFactory

from portal.wsgi import application
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db
STRANGE = ["unicode_escape", "utf-7", "idna", "rot13", "hex", "undefined", "utf-16", "latin-1", "\u00e9", ""]


def browsers() -> list[Client]:
    """A stranger and somebody, who are answered 500 as the server would."""
    inside = Client(raise_request_exception=False)
    inside.force_login(UserFactory())
    return [Client(raise_request_exception=False), inside]


ADDRESSES = [
    "/projekt/%00/",
    "/oidc/oidc/%00/login/",
    "/inlasning/%ed%a0%80/",
    "/arenden/%u0000/",
    "/" + "a" * 9000,
    "/projekt/1%2f..%2f/",
    "/projekt/-1/",
    "/projekt/1e9/",
    f"/projekt/{10**40}/",
    "//evil.example/%2f..",
]


@pytest.mark.parametrize("path", ADDRESSES)
def test_no_address_breaks_the_portal(path):
    assert {browser.get(path).status_code for browser in browsers()} <= {302, 400, 404}


def served(path: str, content_type: str, method: str = "GET", body: bytes = b"") -> str:
    """The status that the web server is given."""
    asked = {"CONTENT_TYPE": content_type, "CONTENT_LENGTH": str(len(body)), "wsgi.input": BytesIO(body)}
    environ = RequestFactory().get(path).environ | {"REQUEST_METHOD": method} | asked
    statuses: list[str] = []
    answer = application(environ, lambda status, headers, *more: statuses.append(status))
    b"".join(answer)
    return statuses[0]


@pytest.mark.parametrize("charset", STRANGE)
def test_another_encoding_is_refused_before_anything_reads_it(charset):
    for said in (f"text/html; charset={charset}", f'multipart/form-data; boundary=x; Charset="{charset}"'):
        assert served("/logga-in/?next=%41", said) == "400 Bad Request"
    assert served("/logga-in/?next=%41", f"text/html; x*={charset}''%41") == "400 Bad Request"


@pytest.mark.parametrize("said", ["", "text/html", "text/html; charset=UTF-8", 'text/html; charset="utf-8"'])
def test_what_browsers_send_is_answered(said):
    assert served("/static/img/icons.svg?a=%41", said) == "200 OK"


@pytest.mark.parametrize(
    "part",
    [
        "Content-Disposition: form-data; name=\"login\"; filename*=rot13''%41",
        "Content-Disposition: form-data; name*=hex''%41",
        'Content-Disposition: form-data; name="login"; filename="../../x"',
        'Content-Disposition: form-data; name=""',
        "Content-Disposition: form-data",
        'Content-Disposition: form-data; name="login"\r\nContent-Transfer-Encoding: base64',
        "Content-Type: multipart/mixed; boundary=y",
    ],
)
def test_no_part_of_a_form_breaks_it(part):
    body = f"--x\r\n{part}\r\n\r\n\u00ff\ud800!\r\n--x--\r\n".encode("utf-8", "surrogatepass")
    for browser in browsers():
        for page in ("/logga-in/", "/sprak/", "/sparat/utkast/"):
            answer = browser.generic("POST", page, body, content_type="multipart/form-data; boundary=x")
            assert answer.status_code in (200, 302, 400, 422), (page, answer.status_code)


def test_form_cut_off_is_refused():
    for browser in browsers():
        body = b'--x\r\nContent-Disposition: form-data; name="login"\r\n\r\nab'
        for kind in (
            "multipart/form-data; boundary=x",
            "multipart/form-data",
            "multipart/form-data; boundary=",
        ):
            assert browser.generic("POST", "/sprak/", body, content_type=kind).status_code in (302, 400)


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_COOKIE": "sessionid=%00; csrftoken='; sprak=../..; messages=x"},
        {"HTTP_COOKIE": "sessionid=" + "a" * 4000},
        {"HTTP_COOKIE": "\u00ff\u00fe=;;;=a; sessionid"},
        {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "%ed%a0%80", "HTTP_HX_TRIGGER_NAME": "program"},
        {"HTTP_HX_CURRENT_URL_URI_AUTOENCODED": "true", "HTTP_HX_CURRENT_URL": "%00"},
        {"HTTP_RANGE": "bytes=9-1,-5,a"},
        {"HTTP_IF_MODIFIED_SINCE": "Sun, 99 Nov 99999 99:99:99 GMT", "HTTP_IF_NONE_MATCH": "'"},
        {"HTTP_ACCEPT_LANGUAGE": "x" * 5000, "HTTP_ACCEPT": "\u00ff;q=a", "HTTP_ACCEPT_ENCODING": "br;q=x"},
        {"HTTP_REFERER": "http://[", "HTTP_ORIGIN": "http://[", "HTTP_X_FORWARDED_FOR": "\u00ff, , 1"},
        {"HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_HOST": "evil.example"},
        {"HTTP_TRANSFER_ENCODING": "x", "CONTENT_LENGTH": "-1"},
        {"CONTENT_LENGTH": "a"},
    ],
)
def test_no_header_breaks_the_portal(headers):
    for browser in browsers():
        for path in ("/", "/logga-in/", "/projekt/", "/halsa/", "/static/img/icons.svg", "/sok/?q=a"):
            assert browser.get(path, **headers).status_code < 500, path
        assert browser.post("/sprak/", {"language": "en"}, **headers).status_code < 500
