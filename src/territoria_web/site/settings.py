"""Settings, all of them changed by environment variables (docs/operate/run.md).

The defaults are those of a laptop: an embedded database in the home folder, only this machine is
served. Nothing here names a secret: the key is made on the first start and kept in the home folder.
"""

from __future__ import annotations

import os
from pathlib import Path

import dj_database_url

from territoria.home import site_home
from territoria_web.site.catalogues import compiled_catalogues
from territoria_web.site.limits import ACCOUNT_RATE_LIMITS as ACCOUNT_RATE_LIMITS
from territoria_web.site.limits import CONTENT_SECURITY_POLICY as CONTENT_SECURITY_POLICY
from territoria_web.site.long_work import JOB_TURNS as JOB_TURNS
from territoria_web.site.long_work import JOBS as JOBS
from territoria_web.site.secret import secret_key
from territoria_web.site.single_sign_on import oidc_apps

PACKAGE = Path(__file__).resolve().parent
HOME = site_home()
HOME.mkdir(parents=True, exist_ok=True)


def _on(name: str, default: str = "0") -> bool:
    return os.environ.get(name, default).lower() in ("1", "true", "yes", "on")


def _listed(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


# ── who is served ─────────────────────────────────────────────────────────────────────────────

DEBUG = False
SECRET_KEY = os.environ.get("SECRET_KEY") or secret_key(HOME)
ALLOWED_HOSTS = _listed("TERRITORIA_HOSTS", "127.0.0.1,localhost,[::1]")
ORIGIN = os.environ.get("TERRITORIA_ORIGIN", "").rstrip("/")  # https://example.org, behind a proxy
SECURE = ORIGIN.startswith("https://")
CSRF_TRUSTED_ORIGINS = [ORIGIN] if ORIGIN else []
# machines inside the own network that figures of city operation may be read from
GAUGE_HOSTS = _listed("TERRITORIA_GAUGE_HOSTS")
# machines inside the own network whose feeds may be followed
FEED_HOSTS = _listed("TERRITORIA_FEED_HOSTS")
OPERATOR_NAME = os.environ.get("TERRITORIA_OPERATOR", "")
OPERATOR_CONTACT = os.environ.get("TERRITORIA_CONTACT", "")

# ── rooms and faces ───────────────────────────────────────────────────────────────────────────

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "rules",
    "sesame",
    "csp",
    "territoria_web.desk",  # before the account library: its pages are ours
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "territoria_web.library",
    "territoria_web.territories",
    "territoria_web.people",
    "territoria_web.jobs",
    "territoria_web.papers",
    "territoria_web.invite",
    "territoria_web.listen",
    "territoria_web.measure",
    "territoria_web.compare",
    "territoria_web.recommend",
    "territoria_web.convene",
    "territoria_web.plan",
    "territoria_web.act",
    "territoria_web.track",
    "territoria_web.learn",
    "territoria_web.reports",
    "territoria_web.public",
    "territoria_web.guest",
    "territoria_web.api",
    "territoria_web.site",
]

MIDDLEWARE = [
    "territoria_web.site.middleware.trust_the_proxy",
    "territoria_web.site.middleware.keep_links_private",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "territoria_web.site.middleware.speak_the_language",
    "territoria_web.site.middleware.refuse_what_is_too_large",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "territoria_web.people.middleware.sessions_are_seen",
    "territoria_web.people.middleware.operators_prove_themselves",
    "django.contrib.messages.middleware.MessageMiddleware",
    "territoria_web.site.middleware.say_engine_errors",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "territoria_web.site.urls"
WSGI_APPLICATION = "territoria_web.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "territoria_web.site.templatetags.said",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "territoria_web.site.context.site",
                "territoria_web.desk.frame.frame",
            ],
            "string_if_invalid": "",
        },
    }
]

# ── what is kept ──────────────────────────────────────────────────────────────────────────────

SQLITE_OPTIONS = {
    # a transaction that reads and then writes asks for the lock at once: nothing fails as "locked"
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
        "PRAGMA mmap_size=134217728;PRAGMA journal_size_limit=27103364;"
    ),
}
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{HOME / 'territoria.sqlite3'}"
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
DATABASES["default"]["CONN_MAX_AGE"] = None

# counters of rate limits: they must not wait for the database, and only time throws them away
CACHES = {
    "default": {
        "BACKEND": "territoria_web.site.counters.Counters",
        "LOCATION": HOME / "cache",
    }
}
MEDIA_ROOT = HOME / "documents"
WRITTEN_PAGES: Path | None = (
    HOME / "pages"
)  # public pages as they were written last; may be deleted

# ── languages and time ────────────────────────────────────────────────────────────────────────

LANGUAGE_CODE = "en"
# each as it calls itself
LANGUAGES = [("en", "English"), ("fr", "Français"), ("de", "Deutsch")]
LOCALE_PATHS = [compiled_catalogues(PACKAGE / "locale", HOME / "locale")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("TERRITORIA_TIME_ZONE", "Europe/Brussels")

# ── static files ──────────────────────────────────────────────────────────────────────────────

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# ── people ────────────────────────────────────────────────────────────────────────────────────

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    "sesame.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "public:home"
SESAME_MAX_AGE = 60 * 60
SESAME_ONE_TIME = True
SESAME_INVALIDATE_ON_EMAIL_CHANGE = True
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_ADAPTER = "territoria_web.people.adapter.AccountAdapter"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
# proxies in front of the site whose X-Forwarded-For is believed (0: none, the caller is the client)
TRUSTED_PROXIES = int(os.environ.get("TERRITORIA_PROXIES", "0"))
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
USERSESSIONS_TRACK_ACTIVITY = True  # shown; noted by sessions_are_seen
MFA_ADAPTER = "territoria_web.people.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
SOCIALACCOUNT_ADAPTER = "territoria_web.people.adapter.SocialAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": oidc_apps(os.environ.get("TERRITORIA_OIDC"))}}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # an account is found by the address that was verified
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"  # the provider has verified it, or is refused
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: the content policy keeps forms on this site
SOCIALACCOUNT_STORE_TOKENS = False

MAIL_IN_BACKGROUND = True
EMAIL_BACKEND = os.environ.get(
    "TERRITORIA_EMAIL_BACKEND",
    "django.core.mail.backends.smtp.EmailBackend"
    if os.environ.get("EMAIL_HOST")
    else "django.core.mail.backends.filebased.EmailBackend",
)
EMAIL_FILE_PATH = HOME / "mail"
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = _on("EMAIL_USE_TLS")
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "territoria@localhost")

# ── guards ────────────────────────────────────────────────────────────────────────────────────

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
LARGEST_REQUEST = DATA_UPLOAD_MAX_MEMORY_SIZE + 64 * 1024  # with what a form puts around a file
SILENCED_SYSTEM_CHECKS: list[str] = []

# A city's own library, laid over the one that ships; several folders with ':' between them.
OWN_LIBRARIES = tuple(Path(p) for p in os.environ.get("TERRITORIA_LIBRARY", "").split(":") if p)
RELEASE = "europe-nuts2021"
# An invented region that went all the way, made in the background; `--demo` asks for it too.
EXAMPLE = os.environ.get("TERRITORIA_EXAMPLE", "") == "1"

# Questions to the API in a minute: from one address, with a key, and of what is computed.
API_A_MINUTE = int(os.environ.get("TERRITORIA_API_A_MINUTE", "240"))
API_WITH_KEY_A_MINUTE = int(os.environ.get("TERRITORIA_API_WITH_KEY_A_MINUTE", "1200"))
API_COMPUTED_A_MINUTE = int(os.environ.get("TERRITORIA_API_COMPUTED_A_MINUTE", "30"))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"links": {"()": "territoria_web.site.log_words.CutLinks"}},
    "handlers": {"said": {"class": "logging.StreamHandler", "filters": ["links"]}},
    "root": {"handlers": ["said"], "level": "WARNING"},
}

# Seconds that a worker may be silent before another takes its job up.
JOB_LEASE = float(os.environ.get("TERRITORIA_JOB_LEASE", "60"))
