"""Every page is closed to strangers unless it is listed here by its URL name."""

from django.contrib.auth.views import redirect_to_login

OPEN = frozenset(
    {
        "account_login",
        "account_logout",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_authenticate",
        "openid_connect_login",
        "openid_connect_callback",
        "socialaccount_login_cancelled",
        "socialaccount_login_error",
        "home:accessibility",
        "home:health",
        "home:language",
        "home:personal_data",
        "letters:stop",
        "outreach:calendar_feed",  # the secret in the address is the key
    }
)


class LoginRequired:
    """Send a stranger to the login page, and from there back to where they were going."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.user.is_authenticated or request.resolver_match.view_name in OPEN:
            return None
        return redirect_to_login(request.get_full_path())
