"""The portal's own settings, with a data folder of the tests' own and what makes tests quick."""

import os
from pathlib import Path

os.environ["DATA_DIR"] = os.environ.get(
    "TEST_DATA_DIR", str(Path(__file__).resolve().parent.parent / ".data-test")
)

from portal.settings import *  # noqa: F403 (all of them, and what differs below)
from portal.settings import DATA_DIR, STORAGES

EMBEDDED_OPTIONS = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"  # a test run may be lost
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "files" / str(os.getpid()), "file_permissions_mode": 0o600},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PROOFS_DIR = DATA_DIR / "proofs" / str(os.getpid())
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True  # nothing is collected for a test
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
