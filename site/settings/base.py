"""What every environment shares."""

from zoneinfo import available_timezones

from babel.localedata import locale_identifiers
from django.conf import global_settings
from django.conf.locale import LANG_INFO
from django.utils.text import capfirst

from .browsers import *  # noqa: F403
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
from .signing_in import *  # noqa: F403

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
    # Pages are compressed whatever stands before the site; it makes their length random (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    # What is kept, is kept with the headers that the next ones add.
    "core.page_cache.middleware.PageCacheMiddleware",
    "core.middleware.ContentSecurityPolicyMiddleware",
    "core.middleware.ResourcePolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.middleware.LocaleMiddleware",
    "core.middleware.UnreadableAddressMiddleware",
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
WHITENOISE_ALLOW_ALL_ORIGINS = False
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

# Whom to tell of a weakness: /.well-known/security.txt (core/security_txt.py).
SECURITY_CONTACT = security_contact()

LOGGING = logging_config("plain")
