"""How allauth behaves here: accounts are made in the back office, never by signing up."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        return False

    def _get_login_attempts_cache_key(self, request, **credentials) -> str:
        """Count an account's failed logins in one place.

        allauth's own key begins with the Host header, which whoever guesses passwords writes: with another
        port each time (ALLOWED_HOSTS does not ask for it) there would be no limit. And letters that some
        databases take for the same when they look a name up ("ſ" and "s") are the same here.
        """
        return credentials.get("username", "").upper().lower()


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """OIDC logs in people who already have an account, matched on a verified address."""

    def is_open_for_signup(self, request, sociallogin) -> bool:
        return False
