"""What every environment shares."""

from datetime import timedelta
from zoneinfo import available_timezones

from babel.localedata import locale_identifiers
from csp.constants import NONE, SELF
from django.conf import global_settings
from django.conf.locale import LANG_INFO
from django.utils.text import capfirst

from .environment import (
    BASE_DIR,
    VAR_DIR,
    admin_path,
    caches,
    database,
    env,
    iati_organisation,
    listed,
    media_storage,
    private_storage,
    request_keys,
    secret_key,
    security_contact,
    shared_caches,
)
from .logs import logging_config

SECRET_KEY = secret_key()
SECRET_KEY_FALLBACKS = listed("SECRET_KEY_FALLBACKS", [])
DEBUG = False
ADMIN_PATH = admin_path()
ALLOWED_HOSTS = listed("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
SITE_URL = env.str("SITE_URL", default="http://localhost:8000")
CSRF_TRUSTED_ORIGINS = listed("CSRF_TRUSTED_ORIGINS", [SITE_URL])

INSTALLED_APPS = [
    # Ours; arrows run from the top of this list to its bottom (pyproject.toml, import-linter).
    "operations",
    "content",
    "home",
    "assistance",
    "explore",
    "search",
    "news",
    "projects",
    "vocabularies",
    "images",
    "documents",
    "maps",
    "users",
    "core",
    # Wagtail and what it needs
    "wagtail_localize",
    # Not wagtail_localize.locales: its tree synchronisation would serve aliases in English.
    "wagtail.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "users.accounts_config.AccountsAdminConfig",  # wagtail.users
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_tasks_db",
    "rest_framework",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "operations.request_log.RequestLogMiddleware",
    "operations.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "core.middleware.ContentSecurityPolicyMiddleware",
    "core.middleware.ResourcePolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages are compressed whatever stands before the site; it makes their length random (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "core.page_cache.middleware.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.middleware.LocaleMiddleware",
    "core.middleware.NullCharacterMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "users.signing_in.middleware.SessionLimitsMiddleware",
    "users.signing_in.middleware.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.middleware.PublishRefusedMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "website.urls"
WSGI_APPLICATION = "website.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context_processors.site_url",
                "assistance.context_processors.intake",
                "images.context_processors.sharing",
                "search.context_processors.search_path",
            ],
        },
    }
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # widgets' templates stand with all others

DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = caches()
# What keeps pages before the site (nginx, CDN), and for how many seconds: only one that the site purges.
# Not with wagtail.contrib.frontend_cache among the apps: it purges before the commit (core/shared_caches.py).
WAGTAILFRONTENDCACHE = shared_caches()
SHARED_CACHE_SECONDS = env.int("SHARED_CACHE_SECONDS", default=24 * 60 * 60 if WAGTAILFRONTENDCACHE else 0)

# Signing in (users/signing_in/)
AUTH_USER_MODEL = "users.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
PASSWORD_RESET_TIMEOUT = 4 * 60 * 60
TWO_FACTOR = env.bool("TWO_FACTOR", default=False)
LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
SESSION_COOKIE_AGE = env.int("SESSION_HOURS", default=12) * 60 * 60
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=60)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
ACCOUNT_ADAPTER = "users.signing_in.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "MIEUX+: "
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
# Counted exactly, and without Redis also, in users/signing_in/limits.py.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
MFA_ADAPTER = "users.signing_in.adapters.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "add_webauthn": "users.signing_in.forms.AddPasskeyForm",
    "edit_webauthn": "users.signing_in.forms.EditPasskeyForm",
    "authenticate": "users.signing_in.forms.AuthenticateForm",
    "authenticate_webauthn": "users.signing_in.forms.AuthenticatePasskeyForm",
    "login_webauthn": "users.signing_in.forms.LoginPasskeyForm",
    "reauthenticate_webauthn": "users.signing_in.forms.ReauthenticatePasskeyForm",
    "reauthenticate": "users.signing_in.forms.ReauthenticateForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "MIEUX+"
MFA_TOTP_TOLERANCE = 1
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "users.signing_in.limits.locked_out"
AXES_CLIENT_IP_CALLABLE = "users.signing_in.limits.address_for_axes"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_SENSITIVE_PARAMETERS = ["username", "login", "ip_address", "csrfmiddlewaretoken", "next"]
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

# Languages. Every language that Django and CLDR both know may be added in the admin; the public site
# offers only those with a live home page (core/site_structure.py).
LANGUAGE_CODE = "en"
_cldr = {identifier.replace("_", "-").lower() for identifier in locale_identifiers()}
# Each by its own name, which its translators look for in whatever language the admin speaks.
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    (code, capfirst(LANG_INFO.get(code, {}).get("name_local", name)))
    for code, name in global_settings.LANGUAGES
    if {code, code.split("-")[0]} & _cldr
]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Vienna"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": media_storage(),
    "private": private_storage(),
    "staticfiles": {"BACKEND": "core.stylesheets.SiteStaticFilesStorage"},
}
SERVE_MEDIA = env.bool("SERVE_MEDIA", default=False)

# Open data
IATI_ORGANISATION = iati_organisation()
FILES_A_MINUTE = env.int("FILES_A_MINUTE", default=60)
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

# Requests for assistance (assistance/)
REQUEST_KEYS = request_keys()
REQUEST_KEPT_DAYS = env.int("REQUEST_KEPT_DAYS", default=5 * 365)
REQUEST_KEPT_DAYS_WITHOUT_PROJECT = env.int("REQUEST_KEPT_DAYS_WITHOUT_PROJECT", default=2 * 365)
REQUEST_LINK_DAYS = env.int("REQUEST_LINK_DAYS", default=90)
REQUESTS_A_DAY = env.int("REQUESTS_A_DAY", default=10)
REQUESTS_A_DAY_IN_ALL = env.int("REQUESTS_A_DAY_IN_ALL", default=500)
CLAMD_URL = env.str("CLAMD_URL", default="")
# What can wait is done by `manage.py db_worker`; Wagtail's own tasks are done at once, as they were.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "requests": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["requests"]},
}

# E-mail
EMAIL_TIMEOUT = 20
EMAIL_URL = env.email_url("EMAIL_URL", default=f"filemail:///{VAR_DIR / 'mail'}")
vars().update(EMAIL_URL)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="noreply@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Wagtail
WAGTAIL_SITE_NAME = "MIEUX+"
WAGTAILADMIN_BASE_URL = SITE_URL
# Places only: a machine also has names such as "localtime", at which the account screen's script gives up.
WAGTAIL_USER_TIME_ZONES = ["UTC", *sorted(zone for zone in available_timezones() if "/" in zone)]
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("fr", "Français"), ("es", "Español")]
WAGTAILIMAGES_IMAGE_MODEL = "images.CustomImage"
WAGTAILDOCS_DOCUMENT_MODEL = "documents.CustomDocument"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "xlsx", "zip"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # which asks who may see them, wherever they are kept
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # what was uploaded is opened by no browser under our name
WAGTAILIMAGES_EXTENSIONS = ["avif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "images.forms.ImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
# What a good camera makes, all its frames together; decoded it takes 160 MB.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
# Words are made comparable before they are indexed (core/words.py): no database takes endings off them.
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}
}
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILEMBEDS_FINDERS: list[dict] = []
# Nothing leaves for another host from the admin either.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False

# A submitted translation starts as a draft: never the untranslated copy, live.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False

TAGGIT_CASE_INSENSITIVE = True

# Security
X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin shows previews in a frame …
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # … where the check would have DENY
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# What no page of the site asks of a browser, so that nothing that got into one can. Not in the list: passkeys
# (publickey-credentials-*), the clipboard, and what a video's player needs.
PERMISSIONS_POLICY: dict[str, list] = {
    feature: []
    for feature in (
        "accelerometer",
        "ambient-light-sensor",
        "bluetooth",
        "browsing-topics",
        "camera",
        "display-capture",
        "gamepad",
        "geolocation",
        "gyroscope",
        "hid",
        "idle-detection",
        "local-fonts",
        "magnetometer",
        "microphone",
        "midi",
        "otp-credentials",
        "payment",
        "screen-wake-lock",
        "serial",
        "sync-xhr",
        "usb",
        "xr-spatial-tracking",
    )
}
# Each kind of file by name: what is not named here is not loaded at all.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        # A video's player, once a reader has asked for it (core/blocks/media.py).
        "frame-src": [SELF, "https://www.youtube-nocookie.com", "https://player.vimeo.com"],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "object-src": [NONE],
    }
}
# The admin cannot do without inline styles and scripts (wagtail-localize's editor is styled-components).
ADMIN_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "default-src": [SELF],
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
}
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "core.errors.csrf_failure"
SESSION_COOKIE_HTTPONLY = True
# Not in a cookie of their own, which would have a name that another host of the domain can set.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
WHITENOISE_ALLOW_ALL_ORIGINS = False
# Whom to tell of a weakness: /.well-known/security.txt (core/security_txt.py).
SECURITY_CONTACT = security_contact()

LOGGING = logging_config("plain")
