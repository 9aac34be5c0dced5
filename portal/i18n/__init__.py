"""Which language a page is shown in: Swedish unless the reader chose English, kept in a cookie."""

from django.conf import settings
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
