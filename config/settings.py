"""Groundwork's settings; what may differ between installations comes from the environment."""

import os
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import pghistory
from csp.constants import NONE, SELF
from kombu import Exchange, Queue

from config import env

# What any process of ours writes is its user's alone, whoever starts it: mails, logs, uploads.
os.umask(0o077)

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(env.text("GROUNDWORK_VAR", str(BASE_DIR / "var")))
DEBUG = env.flag("DEBUG")
SECRET_KEY = env.secret("SECRET_KEY", VAR / "secret-key")
SECRET_KEY_FALLBACKS = env.words(
    "SECRET_KEY_FALLBACKS"
)  # former keys, while they still open things

# The address people type. Passkeys refuse 127.0.0.1, so the local one is localhost.
PUBLIC_URL = env.web_address(
    "GROUNDWORK_URL", f"http://localhost:{env.number('GROUNDWORK_PORT', 8000)}"
)
PUBLIC_HOST = urlsplit(PUBLIC_URL).hostname or "localhost"
IS_LOCAL = PUBLIC_HOST == "localhost"
ALLOWED_HOSTS = [PUBLIC_HOST, *(["127.0.0.1", "[::1]"] if IS_LOCAL else [])]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

IS_HTTPS = PUBLIC_URL.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health$"]  # asked from inside the container, without TLS
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_SECURE = IS_HTTPS
# So named, a cookie is taken from this very host over TLS alone; no neighbour can plant one.
COOKIE_PREFIX = "__Host-" if IS_HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}groundwork_session"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}groundwork_csrf"
MESSAGE_STORAGE = "orgs.web.messages.MessageStorage"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap draws its checkmarks and arrows as data images
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

INSTALLED_APPS = [
    "pgtrigger",
    "pghistory",
    "config",
    "orgs",
    "assessments.frameworks",
    "assessments.rounds",
    "assessments.results",
    "assessments.planning",
    "reports",
    "demo",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "tree_queries",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]
MIDDLEWARE = [
    "config.data_stack.DataStackMiddleware",  # outermost, so that all others lie in its chunk
    "config.probes.ProbeMiddleware",
    "orgs.web.middleware.HeaderMiddleware",  # these three outside, so that static files get them
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "orgs.web.middleware.ReaderMiddleware",
    "orgs.web.middleware.RefusalMiddleware",
    "orgs.web.middleware.OriginMiddleware",
    "orgs.web.middleware.SignOnSessionMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "orgs.web.navigation.navigation",
            ],
            "builtins": [  # nearly each page needs {% org_url %}
                "orgs.templatetags.addresses",
                "assessments.planning.templatetags.plan_addresses",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

DATABASES = {"default": env.database(VAR / "run" / "database-url")}
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # unique in any case of letters, by a constraint
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.redis("REDIS_URL")
# Redis is the broker and nothing else: people sign in without it, and nobody has to wait for it.
CACHES = {
    "default": {"BACKEND": "orgs.accounts.shared_cache.SharedCache"},
    "pictures": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pictures",
        "OPTIONS": {"MAX_ENTRIES": 100},
    },
}

SESSION_ENGINE = "orgs.accounts.session_store"
AUTH_USER_MODEL = "orgs.User"
AUTHENTICATION_BACKENDS = ["orgs.accounts.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
# Whether anybody may sign up and found an organization; else people come by invitation.
OPEN_SIGN_UP = env.flag("GROUNDWORK_OPEN_SIGN_UP")
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "orgs:home"
ACCOUNT_ADAPTER = "orgs.accounts.allauth_adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "orgs.accounts.registration.SignUpFields"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "orgs.accounts.forms.SignInForm",
    "reset_password": "orgs.accounts.forms.AskForPasswordForm",
    "reset_password_from_key": "orgs.accounts.forms.ChoosePasswordForm",
}
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Short windows: guessing is slow, and nobody is kept out for longer than a minute.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/m/key", "reset_password": "20/m/ip,5/h/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if IS_HTTPS else 0  # the web server that speaks TLS

MFA_ADAPTER = "orgs.accounts.second_factor.SecondFactorAdapter"
MFA_FORMS = {"add_webauthn": "orgs.accounts.forms.AddPasskeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Browsers let passkeys work without TLS on http://localhost alone.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = IS_LOCAL and not IS_HTTPS
MFA_TOTP_ISSUER = "Groundwork"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs up unverified; an address being changed may wait

# Sign-on: the seconds in which a provider has to answer in all, and whether providers may be in the
# installation's own networks (and, on this machine only, speak without TLS).
SIGN_ON_SECONDS = 5.0
SIGN_ON_PRIVATE_NETWORKS = env.flag("SIGN_ON_PRIVATE_NETWORKS")

LANGUAGE_CODE = "en"
TIME_ZONE = env.time_zone("GROUNDWORK_TIME_ZONE", "UTC")
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [
    *([] if DEBUG else [VAR / "sheets"]),  # joined with what they import; before the parts
    BASE_DIR / "static",
    ("bootstrap", Path(str(files("bootstrap").joinpath("version.txt"))).parent),
    ("fonts", VAR / "fonts"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "config.static_storage.ModuleStaticFilesStorage"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["map", "woff2", "png"]
WHITENOISE_USE_FINDERS = DEBUG
MEDIA_ROOT = VAR / "media"
FILE_UPLOAD_HANDLERS = [
    "orgs.web.upload_limit.SmallUploadHandler",  # first, before another keeps anything
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 3_000_000  # a preview sends its file of 2 MB back as text
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

DEFAULT_FROM_EMAIL = env.sender("EMAIL_FROM", f"Groundwork <groundwork@{PUBLIC_HOST}>")
for _name, _value in env.email(VAR / "mail").items():
    globals()[_name] = _value

# What one organization may use, so that none takes what the others need.
STORAGE_MEGABYTES = env.number("STORAGE_MEGABYTES", 5000)
MAILS_AN_HOUR = env.number("MAILS_AN_HOUR", 1000)
MAILS_AN_HOUR_TO_ONE = env.number("MAILS_AN_HOUR_TO_ONE", 8)

CELERY_BROKER_URL = REDIS_URL or "notify://"
CELERY_BROKER_READ_URL = REDIS_URL or "notify://worker"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"socket_connect_timeout": 1, "socket_timeout": 5, "max_retries": 0} if REDIS_URL else {}
)
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker waits for its broker as long as it takes
# Queues take turns, so that a report does not wait behind the mails of a round.
CELERY_TASK_ROUTES = {
    "orgs.deliver_mail": {"queue": "mails"},
    "reports.render": {"queue": "reports"},
}
CELERY_TASK_QUEUES = [
    Queue(name, Exchange(name), routing_key=name) for name in ("celery", "mails", "reports")
]
# The job row is the truth and a sweeper rings again, so a broker that is down must not hold a page.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_IMPORTS = ["assessments.planning.timesheets.tasks"]  # beside the tasks at the rooms' doors
CELERY_TASK_IGNORE_RESULT = True
# A ring whose worker dies is heard by another one; leases keep work from being done twice.
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE
REPORTS_LEASE_SECONDS = env.number("REPORTS_LEASE_SECONDS", 180)
CELERY_BEAT_SCHEDULE = {
    "sweep-reports": {"task": "reports.sweep", "schedule": 15.0},
    "sweep-deletions": {"task": "orgs.sweep_deletions", "schedule": 3600.0},
    "sweep-time-sheets": {"task": "planning.sweep", "schedule": 30.0},
    "sweep-exports": {"task": "orgs.sweep_exports", "schedule": 30.0},
    "keep-rounds-dates": {"task": "rounds.keep_dates", "schedule": 60.0},
    "sweep-mails": {"task": "orgs.sweep_mails", "schedule": 60.0},
}

# What waits for a person: one entry a room, each from a member to orgs.work_list.WorkItem rows.
MY_WORK = [
    "assessments.rounds.sessions.waiting_for",
    "assessments.results.result_page.list_queries.waiting_for",
    "assessments.results.improvements.queries.waiting_for",
    "reports.queries.waiting_for",
    "orgs.organization.twin_queries.waiting_for",
]

# What an organization's archive holds: one entry a room, what is pointed at before what points.
ARCHIVE = [
    "orgs.archive_tables.TABLES",
    "assessments.frameworks.archive.TABLES",
    "assessments.rounds.archive.TABLES",
    "assessments.results.archive.TABLES",
    "assessments.planning.archive.TABLES",
    "reports.archive.TABLES",
]
# What goes with a person who is erased: one entry a room that has something of theirs alone.
ERASING = [
    "assessments.rounds.evidence.actions.erase_private",
    "assessments.planning.economics.actions.erase_private",
]
# What keeps a unit from being merged away: each from a unit to a sentence, empty without one.
UNITS_IN_USE = [
    "assessments.rounds.sessions.unit_in_use",
    "assessments.planning.register.queries.unit_in_use",
    "assessments.planning.portfolio.unit_queries.unit_in_use",
]
# Events: at the moment itself, so that they have an order; no index that no page needs.
PGHISTORY_CREATED_AT_FUNCTION = "clock_timestamp()"
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False, related_name="+")

# What the history tells of: one entry a room, each the room's EventKind rows.
HISTORY = [
    "orgs.audit.event_kinds.KINDS",
    "assessments.frameworks.audit.KINDS",
    "assessments.rounds.audit.KINDS",
    "assessments.results.audit.KINDS",
    "assessments.planning.audit.KINDS",
    "reports.audit.KINDS",
]

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LOGGING_CONFIG = "config.logs.configure"
LOGGING = {"level": env.one_of("LOG_LEVEL", LEVELS, "INFO"), "json": env.flag("LOG_JSON")}
