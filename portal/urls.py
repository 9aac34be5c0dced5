"""Which path leads where. Paths are Swedish, names are English."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from django.contrib import admin
from django.urls import include, path, re_path

from portal.workareas import work_areas

# allauth's views one by one under Swedish paths: including its own urls makes reverse() answer the others.
login = [
    path("logga-in/", account.login, name="account_login"),
    path("logga-ut/", account.logout, name="account_logout"),
    path("konto/bekrafta/", account.reauthenticate, name="account_reauthenticate"),
    path("konto/losenord/", account.password_change, name="account_change_password"),
    path("glomt-losenord/", account.password_reset, name="account_reset_password"),
    path("glomt-losenord/skickat/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^glomt-losenord/ny/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "glomt-losenord/klart/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("konto/tvasteg/", mfa.index, name="mfa_index"),
    path("logga-in/tvasteg/", mfa.authenticate, name="mfa_authenticate"),
    path("konto/tvasteg/bekrafta/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("konto/tvasteg/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("konto/tvasteg/app/av/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("konto/tvasteg/koder/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("konto/tvasteg/koder/nya/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("konto/tvasteg/koder/hamta/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("logga-in/avbruten/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("logga-in/fel/", social.login_error, name="socialaccount_login_error"),
    path("oidc/", include("allauth.socialaccount.providers.openid_connect.urls")),
]

urlpatterns = [
    *login,
    path("admin/", admin.site.urls),
    path("arenden/ta-over/", include("portal.takeovers.urls")),
    path("arenden/", include("portal.cases.urls")),
    path("kommentarer/", include("portal.comments.urls")),
    path("sparat/", include("portal.saved.urls")),
    path("utlamnande/", include("portal.disclosures.urls")),
    path("arshjulet/", include("portal.deadlines.urls")),
    path("mina-brev/", include("portal.deadlines.letter_urls")),
    path("sammanstallningar/", include("portal.summaries.urls")),
    path("inlasning/", include("portal.imports.urls")),
    path("handlingar/", include("portal.documents.urls")),
    *[path(area.path, include(area.urls)) for area in work_areas()],
    path("", include("portal.home.urls")),
]

handler403 = "portal.home.errors.forbidden"
handler404 = "portal.home.errors.not_found"
handler500 = "portal.home.errors.broken"
