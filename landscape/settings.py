"""Settings of the site: one file, read from the environment (docs/operators.md has the table).

Without any variable this is the site for one's own machine: SQLite in var/, a secret key made
once and kept there, answers to loopback names only. PRODUCTION=true asks for what a public
site needs and refuses to start without it.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from environs import Env
from marshmallow.validate import OneOf, Range, Regexp

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()

PRODUCTION = env.bool("PRODUCTION", False)
DEBUG = env.bool("DEBUG", False)
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))


def kept_secret_key() -> str:
    """The key of a site on one's own machine, made at its first start and kept in var/."""
    path = VAR_DIR / "secret-key"
    if not path.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text()


if PRODUCTION:
    if DEBUG:
        raise ImproperlyConfigured("PRODUCTION and DEBUG exclude each other: unset DEBUG.")
    SECRET_KEY = env.str("SECRET_KEY", "")
    ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", [])
    if len(SECRET_KEY) < 50:
        raise ImproperlyConfigured(
            "PRODUCTION needs SECRET_KEY, 50 random characters or more, such as the output of: "
            'python -c "import secrets; print(secrets.token_urlsafe(50))"'
        )
    if not ALLOWED_HOSTS:
        raise ImproperlyConfigured(
            "PRODUCTION needs ALLOWED_HOSTS, the site's names separated by commas: "
            "ALLOWED_HOSTS=landscape.example.org"
        )
else:
    SECRET_KEY = env.str("SECRET_KEY", "") or kept_secret_key()
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])

HTTPS = env.bool("HTTPS", PRODUCTION)
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
SECURE_SSL_REDIRECT = HTTPS
BEHIND_PROXY = env.bool("BEHIND_PROXY", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 31_536_000 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", HTTPS)
SECURE_HSTS_PRELOAD = SECURE_HSTS_INCLUDE_SUBDOMAINS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "directory.views.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
}

INSTALLED_APPS = [
    "directory",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_filters",
    "django_htmx",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "simple_history",
    "taggit",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_http_compression.middleware.HttpCompressionMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "directory.middleware.LanguageOfPathMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
    "directory.admin.account.gate.AccountMiddleware",
]

ROOT_URLCONF = "landscape.urls"
WSGI_APPLICATION = "landscape.wsgi.application"

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
                "directory.views.site.site_context",
            ],
        },
    }
]

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'landscape.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        "PRAGMA cache_size=-32000; PRAGMA mmap_size=268435456;",
    }
    # Opening one costs more than finding what a page shows.
    DATABASES["default"]["CONN_MAX_AGE"] = None
    # A file, not memory, so that the page cache of another process can be tested too.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
else:
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 8}}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

# Bytes of finished pages that each process keeps (landscape/pagecache.py).
PAGE_CACHE_BYTES = env.int("PAGE_CACHE_MB", 64) * 1024 * 1024

# Folders with fonts beside those of the system, for pictures (directory/publishing/faces.py).
FONT_DIRS: list[str] = env.list("FONT_DIRS", [])
# Bytes of finished pictures in var/, of all processes together.
PICTURES_BYTES = env.int("PICTURES_MB", 256) * 1024 * 1024

# Suggestions of people without a login, within an hour (directory/services/suggestions/).
SUGGESTIONS_PER_ADDRESS = env.int("SUGGESTIONS_PER_ADDRESS", 10, validate=Range(min=1))
SUGGESTIONS_PER_HOUR = env.int("SUGGESTIONS_PER_HOUR", 300, validate=Range(min=1))
# Of programs without a token, counted together with the others.
API_SUGGESTIONS_PER_ADDRESS = env.int("API_SUGGESTIONS_PER_ADDRESS", 3, validate=Range(min=1))
API_SUGGESTIONS_PER_HOUR = env.int("API_SUGGESTIONS_PER_HOUR", 60, validate=Range(min=1))
# Of programs with a token, within an hour (directory/services/accounts/tokens.py).
API_WRITES_PER_TOKEN = env.int("API_WRITES_PER_TOKEN", 3_600, validate=Range(min=1))

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    }
}

MAIL: dict[str, Any] = env.dj_email_url("EMAIL_URL", "console:")
if "EMAIL_BACKEND" not in MAIL:
    raise ImproperlyConfigured(
        "EMAIL_URL must begin with submission://, smtp:// or console:, such as "
        "EMAIL_URL=submission://name:password@mail.example.org"
    )
EMAIL_BACKEND = MAIL["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = MAIL["EMAIL_HOST"], MAIL["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL["EMAIL_HOST_USER"], MAIL["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL["EMAIL_USE_TLS"], MAIL["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = MAIL["EMAIL_TIMEOUT"] or 20
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", "landscape@localhost")
# Where links in mail lead, which is written where there is no request.
SITE_URL = env.str(
    "SITE_URL",
    "",
    validate=Regexp(
        r"https?://[\w\[][\w.:\[\]-]*\Z",
        error="Must be the site's address without a path, such as https://landscape.example.org.",
    ),
)
if not SITE_URL and PRODUCTION:
    if "*" in ALLOWED_HOSTS[0]:
        raise ImproperlyConfigured(
            "With any name allowed, the links in mail need SITE_URL: "
            "SITE_URL=https://landscape.example.org"
        )
    SITE_URL = f"{'https' if HTTPS else 'http'}://{ALLOWED_HOSTS[0].removeprefix('.')}"
SITE_URL = SITE_URL or "http://localhost:8000"
# The hour, in TIME_ZONE, at which daily mail is due; weekly mail on Mondays.
MAIL_HOUR = env.int("MAIL_HOUR", 8, validate=Range(min=0, max=23))

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["landscape.formats"]
TIME_ZONE = env.str("TIME_ZONE", "Asia/Shanghai")
USE_TZ = True

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "directory.backends.StewardshipBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "directory.services.accounts.password_rules.LengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "directory.client.address"
AXES_LOCKOUT_CALLABLE = "directory.views.errors.locked_out"
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False

# Whom the admin is closed to but for setting up a second factor: owners, all or none.
REQUIRE_SECOND_FACTOR = env.str(
    "REQUIRE_SECOND_FACTOR",
    "owners" if PRODUCTION else "none",
    validate=OneOf(["owners", "all", "none"], error="Must be owners, all or none."),
)
INVITATION_LIFETIME = timedelta(days=env.int("INVITATION_DAYS", 7, validate=Range(min=1, max=90)))

TAGGIT_CASE_INSENSITIVE = True
SIMPLE_HISTORY_HISTORY_ID_USE_UUID = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", "WARNING")},
    "loggers": {
        # A page that is not there is no event of the site's.
        "django.request": {"level": "ERROR"},
        # Nor is a count in what svg2pdf-py writes, which is put right at once.
        "pypdf": {"level": "ERROR"},
    },
}
