"""Which language a page is shown in (Swedish unless the reader chose English), and how text is written."""

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import UnreadablePostError
from django.utils import translation


class LanguageMiddleware:
    """Activate the language of the reader's own choice.

    The browser's Accept-Language is not asked: a Swedish authority answers in Swedish until told otherwise.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response


class OnlyText:
    """Answer 400 to an address that holds NUL, and to a form whose parts name a codec that is none for text.

    No browser sends that, nor half a form. The database cannot even look for NUL; what Django cannot read it
    lets break. A whole request in another encoding is refused before Django sees it (portal/wsgi.py).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\x00" in request.path_info:
            raise BadRequest
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        try:
            request.POST  # noqa: B018 - read here, while there is somebody to answer for it
        except (LookupError, UnicodeError, UnreadablePostError) as unreadable:
            raise BadRequest from unreadable
