"""Every setting, read from the environment; a clone runs on SQLite with none of them set.

What each variable means stands in ``docs/SETTINGS.md``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from commonweal.config import capabilities, environment
from commonweal.config.signing_in import *  # noqa: F403 - every name in it is a setting
from commonweal.web import csp

ROOT = Path(__file__).resolve().parents[2]
LOCAL_HOSTS = "localhost,127.0.0.1,[::1]"
VAR = Path(environment.text("COMMONWEAL_VAR", str(ROOT / "var")))

PRODUCTION = environment.flag("COMMONWEAL_PRODUCTION", default=False)
DEBUG = environment.flag("COMMONWEAL_DEBUG", default=False)
DEMONSTRATION = environment.flag("COMMONWEAL_DEMONSTRATION", default=not PRODUCTION)
ADDRESS = environment.text(
    "COMMONWEAL_ADDRESS",
    "http://localhost:8000",
    needed="Set it to the address of this host, such as https://commonweal.example.org." if PRODUCTION else "",
).rstrip("/")
if PRODUCTION and (DEBUG or not ADDRESS.startswith("https://")):
    raise ImproperlyConfigured("In production, COMMONWEAL_ADDRESS begins with https:// and COMMONWEAL_DEBUG is off.")
SECRET_KEY = environment.secret("COMMONWEAL_SECRET_KEY", kept_in=VAR / "secret.key", required=PRODUCTION)
HOST_SECRET = environment.secret("COMMONWEAL_HOST_SECRET", kept_in=VAR / "host.key", required=PRODUCTION)
_hosts = environment.text("COMMONWEAL_HOSTS", urlsplit(ADDRESS).hostname or "" if PRODUCTION else LOCAL_HOSTS)
ALLOWED_HOSTS = [host.strip() for host in _hosts.split(",") if host.strip()]
CSRF_TRUSTED_ORIGINS = [ADDRESS] if ADDRESS.startswith("https://") else []

INSTALLED_APPS = [
    "commonweal.web",
    "commonweal.people",
    "commonweal.record",
    "commonweal.partnerships",
    "commonweal.acts",
    "commonweal.lifecycle",
    "commonweal.notices",
    "commonweal.interchange",
    "commonweal.interchange.tree",
    *capabilities.INSTALLED,
    "commonweal.api",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_linear_migrations",
]
COMMONWEAL_CAPABILITIES = capabilities.INSTALLED
COMMONWEAL_LISTENERS: list[str] = [  # told of every entry, after the commit: (entry) -> None
    "commonweal.interchange.kept_bundles.forget",
    "commonweal.capabilities.erasure.again.heard",
    "commonweal.notices.listening.heard",
]
COMMONWEAL_TICKS: list[str] = [  # called by `commonweal tick`: (at) -> None
    "commonweal.people.sweeping.sweep",
    "commonweal.capabilities.erasure.again.settle",
    "commonweal.capabilities.chartering.queries.returned.forget_old_ones",
    "commonweal.interchange.organisations.drafts.forget_old_ones",
    "commonweal.interchange.tree.looking.tick",
    "commonweal.capabilities.conversations.refreshing.refresh",
    "commonweal.api.webhooks.deliver_due",
    "commonweal.api.tokens.sweep",
]
# Objects that export and forget what a room keeps of a person and what does not point to her account.
COMMONWEAL_PERSONAL: list[str] = ["commonweal.notices.forgetting.MAILS"]
# How often one account may found, and may ask a programme to belong to it, within a day; 0 is without limit.
FOUNDINGS_A_DAY = environment.number("COMMONWEAL_FOUNDINGS_A_DAY", 10)
PARENTS_A_DAY = environment.number("COMMONWEAL_PARENTS_A_DAY", 5)
# How often a program may ask within a minute, by token or else by address; 0 is without limit.
API_PER_MINUTE = environment.number("COMMONWEAL_API_PER_MINUTE", 600)
# How many may begin to take part in one conversation from one network within an hour; 0 is without limit.
VOICES_PER_NETWORK = environment.number("COMMONWEAL_VOICES_PER_NETWORK", 1000)
# Whether hosts that others name may lie in private networks, and speak plain http: for development and tests only.
PRIVATE_HOSTS = environment.flag("COMMONWEAL_PRIVATE_HOSTS", default=DEBUG)
if PRODUCTION and PRIVATE_HOSTS:
    raise ImproperlyConfigured("In production, COMMONWEAL_PRIVATE_HOSTS is off: others name the hosts that are asked.")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads at random, and our tokens are masked: lengths give nothing away
    "commonweal.api.refusals.ProblemsNotPages",
    "commonweal.capabilities.erasure.again.BeforeServing",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",  # for browsers that know no frame-ancestors
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "commonweal.web.staying.Lasting",
    "commonweal.web.middleware.PlainRefusals",
]
ROOT_URLCONF = "commonweal.config.urls"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "commonweal.web.context.shell",
            ],
        },
    }
]

DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(environment.text("DATABASE_URL", f"sqlite:///{VAR / 'commonweal.sqlite3'}"))
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Deferred transactions fail under concurrent writers, and anything below FULL may lose an acknowledged act.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        # What is erased is overwritten, not only unlinked: whoever gets the file must not find it there.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
    }
else:
    # A connection made anew for each request cost three times what a vote costs. It is looked at before its next use.
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION  # all else about signing in: signing_in.py

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish")), ("fr", _("French")), ("ar", _("Arabic"))]
LANGUAGE_COOKIE_NAME = "__Host-language" if PRODUCTION else "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = PRODUCTION
LOCALE_PATHS = [ROOT / "commonweal" / "web" / "locale"]
TIME_ZONE = environment.text("COMMONWEAL_TIME_ZONE", "UTC")
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR / "files"
ERASED_FILE: Path | None = VAR / "erased.txt"  # ids of what was erased; outlives the database, see people/tombstones.py
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

MAIL_SERVER = environment.text(
    "COMMONWEAL_MAIL_SERVER",
    "",
    needed="People sign in with a code by mail. Name the server that sends it: host or host:port."
    if PRODUCTION
    else "",
)
LETTERBOX = not MAIL_SERVER and not PRODUCTION
EMAIL_BACKEND = "commonweal.notices.letterbox.Letterbox" if LETTERBOX else "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST, _colon, _port = MAIL_SERVER.partition(":")
EMAIL_PORT = int(_port or 587)
EMAIL_HOST_USER = environment.text("COMMONWEAL_MAIL_USER", "")
EMAIL_HOST_PASSWORD = environment.text("COMMONWEAL_MAIL_PASSWORD", "")
EMAIL_USE_TLS = bool(MAIL_SERVER)
DEFAULT_FROM_EMAIL = environment.text("COMMONWEAL_MAIL_FROM", "Commonweal <commonweal@localhost>")

CONTENT_SECURITY_POLICY = csp.POLICY
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "commonweal.api.refusals.form_expired"
# A browser takes a cookie of such a name only by https, from this very host and for all of it.
SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrftoken"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # its other one keeps words in a cookie
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = environment.flag("COMMONWEAL_HSTS_SUBDOMAINS", default=PRODUCTION)
SECURE_REDIRECT_EXEMPT = [r"^api/"]  # a program that speaks in the open is told so; a redirect would hide it
BEHIND_PROXY = environment.flag("COMMONWEAL_BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# Attempts to sign in are counted by address. Only the proxy's own word on it is believed, never the caller's.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0

# What matters to security goes to a file of its own where one is named, and beside the other log where none is.
_security_log = environment.text("COMMONWEAL_SECURITY_LOG", "")
_security_file: dict[str, Any] = (
    {"class": "logging.handlers.WatchedFileHandler", "filename": _security_log, "encoding": "ascii", "delay": True}
    if _security_log
    else {}
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"discreet": {"()": "commonweal.web.discretion.Discreet"}},
    "formatters": {"json": {"()": "commonweal.kit.securitylog.JsonLine"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["discreet"]},
        "security": {"class": "logging.StreamHandler", "formatter": "json", **_security_file},
    },
    "loggers": {"commonweal.security": {"handlers": ["security"], "level": "INFO", "propagate": False}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
