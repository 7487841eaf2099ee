"""Every setting, read from the environment; `.env.example` says what each is for.

The defaults are for production, and anything less strict has to be set.
"""

import os
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path

import django_stubs_ext
import environ
from csp.constants import NONE, SELF

from .account_settings import *  # noqa: F403 - settings, every one
from .environment import BASE_DIR, DEBUG, DEMONSTRATION, INSTANCE_DIR, LOCAL, VAR_DIR, env

django_stubs_ext.monkeypatch()  # so that generic classes can be written as what they hold

os.umask(0o077)  # the database, mail and documents that a process writes are for its user only

COMPARE_PARTNERSHIPS: bool = env.bool("COMPARE_PARTNERSHIPS", default=DEMONSTRATION)
SECRET_KEY: str = env.str(
    "SECRET_KEY", default="only-for-this-machine" * 3 if DEBUG else environ.Env.NOTSET
)
ALLOWED_HOSTS: list[str] = env.list(
    "ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if LOCAL else []
)
SITE_URL: str = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])

INSTALLED_APPS = [
    "accounts.apps.HostPages",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "auditlog",
    "crispy_forms",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "evidence",
    "spreadsheets",
    "localisation",
    "accounts",
    "partnerships",
    "assessments",
    "insights",
    "discussions",
    "reports",
    "privacy",
    "translations",
    "home",
    "demonstration",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "config.caching.only_for_who_asked",
    "localisation.request.LanguageOfAccount",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.actor.acting_as_visitor",
    "partnerships.refusals.SayRefusals",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "crispy_forms.templatetags.crispy_forms_tags",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context.site",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_TEMPLATE_PACK = CRISPY_ALLOWED_TEMPLATE_PACKS = "parallax"
CRISPY_FAIL_SILENTLY = False

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'parallax.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}
elif find_spec("psycopg"):
    OPTIONS: dict[str, object] = {"server_side_binding": True, "prepare_threshold": 3}
    if POOL := int(env.str("DATABASE_POOL", default="") or 0):
        OPTIONS["pool"] = {"min_size": 1, "max_size": POOL, "timeout": 10}
    DATABASES["default"]["OPTIONS"] = OPTIONS | DATABASES["default"].get("OPTIONS", {})
POOLED = "pool" in DATABASES["default"].get("OPTIONS", {})
DATABASES["default"]["CONN_MAX_AGE"] = 0 if DEBUG or POOLED else 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
KEYS_DIR: Path = INSTANCE_DIR / env.str("KEYS_DIR", default="var/keys" if LOCAL else "keys")
KEYS_WRAPPED_BY: list[str] = env.list("KEYS_WRAPPED_BY", default=[])
if LOCAL:
    KEYS_DIR.mkdir(parents=True, exist_ok=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# With so high a frequency, only expired entries are deleted from a full table: no one can flush it.
COUNTERS = "dbcache://accounts_counter?max_entries=10000&cull_frequency=1000000000"
CACHES = {
    "default": env.cache("CACHE_URL", default=COUNTERS)
    | {"KEY_FUNCTION": "config.counters.unreadable"}
}

OFFERED = env.dict("LANGUAGES", default={"en-gb": "English"})
LANGUAGES = [(code.strip().lower(), name.strip()) for code, name in OFFERED.items()]
REGISTRATION: str = env.str("REGISTRATION", default="open" if LOCAL else "approved")
CONTACT: str = env.str("CONTACT", default="")
TOLD_UNTIL_APPROVED: int = env.int("TOLD_UNTIL_APPROVED", default=10_000 if LOCAL else 5)
RETENTION_MONTHS: int = env.int("RETENTION_MONTHS", default=0)
EVIDENCE_MB: int = env.int("EVIDENCE_MB", default=200)

AUDITLOG_LOGENTRY_MODEL = "partnerships.AuditEntry"
AUDITLOG_STORE_JSON_CHANGES = True
AUDITLOG_USE_FK_STRING_REPRESENTATION = True
AUDITLOG_INCLUDE_TRACKING_MODELS = [
    {
        "model": "partnerships.Partnership",
        "include_fields": [
            *("name", "purpose", "kind", "basis", "area", "time_zone", "language"),
            *("structural_context", "cultural_context", "social_context"),
        ],
    },
    {"model": "partnerships.Organisation", "include_fields": ["name", "sector", "retired_at"]},
    {
        "model": "partnerships.Member",
        "include_fields": ["name", "organisation", "level", "role", "status"],
    },
    {
        "model": "assessments.Review",
        "include_fields": [
            *("title", "introduction", "questionnaire", "confidentiality", "k", "state"),
            *("opens_on", "closes_on", "closes_by_itself", "remind_days"),
            *("results_for", "shares_on"),
        ],
    },
    {
        "model": "partnerships.OwnEvidence",
        "include_fields": ["about", "title", "says", "link", "confidence"],
    },
]
MIGRATION_MODULES = {"auditlog": None}  # it has no table of its own: the entries are in ours

LANGUAGE_CODE = LANGUAGES[0][0]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
TRANSLATIONS: Path = INSTANCE_DIR / env.str("TRANSLATIONS", default="var/translations")
TIME_ZONE: str = env.str("TIME_ZONE", default="Europe/London")
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["config.formats"]
DATE_FORMAT, SHORT_DATE_FORMAT = "j F Y", "j M Y"
TIME_FORMAT, DATETIME_FORMAT = "H:i", "j F Y, H:i"
LOCALE_PATHS = [TRANSLATIONS]

PLOTLY_ASSETS = Path(str(distribution("plotly").locate_file("plotly/package_data")))
STATIC_URL = "static/"
STATIC_ROOT = INSTANCE_DIR / "staticfiles"
if LOCAL:
    STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static", ("plotly", PLOTLY_ASSETS)]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if LOCAL
        else "config.static.Static"
    },
}

WHITENOISE_USE_FINDERS = LOCAL
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o644, 0o755  # of static files

vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL: str = env.str("DEFAULT_FROM_EMAIL", default="Parallax <parallax@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT: int = env.int("EMAIL_TIMEOUT", default=15)

TASKS = {
    "default": {
        "BACKEND": env.str(
            "TASKS_BACKEND",
            default="django_tasks.backends.immediate.ImmediateBackend"
            if LOCAL
            else "django_tasks_db.DatabaseBackend",
        ),
        "QUEUES": ["default", "emails"],
    }
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_REFERRER_POLICY = "strict-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "home.views.csrf_failure"
HTTPS_ONLY: bool = env.bool("HTTPS_ONLY", default=not LOCAL)
SESSION_COOKIE_SECURE = HTTPS_ONLY
CSRF_COOKIE_SECURE = HTTPS_ONLY
LANGUAGE_COOKIE_SECURE = HTTPS_ONLY
SECURE_SSL_REDIRECT = HTTPS_ONLY
SECURE_HSTS_SECONDS: int = env.int("HSTS_SECONDS", default=31_536_000 if HTTPS_ONLY else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS: bool = env.bool("HSTS_INCLUDE_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD: bool = env.bool("HSTS_PRELOAD", default=False)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # other sites of the domain decide
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_links": {"()": "config.logs.WithoutLinks"}},
    "formatters": {"without_addresses": {"()": "config.logs.WithoutAddresses"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["without_links"],
            "formatter": "without_addresses",
        }
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {"parallax.sign_in": {"level": "INFO"}},
}
