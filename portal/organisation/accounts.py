"""How allauth behaves here: accounts are made in the back office, never by signing up."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        return False


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """OIDC logs in people who already have an account, matched on a verified address."""

    def is_open_for_signup(self, request, sociallogin) -> bool:
        return False
