"""Which language a page is shown in (Swedish unless the reader chose English), and how text is written."""

import codecs

from django.conf import settings
from django.core.exceptions import BadRequest
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


class OnlyUtf8:
    """Answer 400 to a request that says its text is something else than UTF-8, or whose address holds NUL.

    No browser sends that to a page of ours. Python knows codecs that give half characters, which no database
    and no page can hold, and codecs that are not for text at all; NUL the database cannot even look for.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        other = request.encoding and codecs.lookup(request.encoding).name not in ("utf-8", "ascii")
        if other or "\x00" in request.path_info:
            raise BadRequest
        return self.get_response(request)
