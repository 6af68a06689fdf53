"""What every environment shares."""

from babel.localedata import locale_identifiers
from csp.constants import NONE, SELF
from django.conf import global_settings
from django.conf.locale import LANG_INFO
from django.utils.text import capfirst

from .environment import (
    BASE_DIR,
    VAR_DIR,
    caches,
    database,
    env,
    iati_organisation,
    private_storage,
    request_keys,
    secret_key,
)

SECRET_KEY = secret_key()
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
SITE_URL = env.str("SITE_URL", default="http://localhost:8000")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])

INSTALLED_APPS = [
    # Ours; arrows run from the top of this list to its bottom (pyproject.toml, import-linter).
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
    "wagtail.users",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
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
    "django.middleware.security.SecurityMiddleware",
    "core.middleware.ContentSecurityPolicyMiddleware",
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
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.middleware.PublishRefusedMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
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
# For how many seconds a cache before the site (nginx, CDN) may keep a page: only one that the site purges.
SHARED_CACHE_SECONDS = env.int("SHARED_CACHE_SECONDS", default=0)

AUTH_USER_MODEL = "users.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

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
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
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
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("fr", "Français"), ("es", "Español")]
WAGTAILIMAGES_IMAGE_MODEL = "images.CustomImage"
WAGTAILDOCS_DOCUMENT_MODEL = "documents.CustomDocument"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "xlsx", "zip"]
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
PERMISSIONS_POLICY: dict[str, list] = {
    feature: [] for feature in ("camera", "geolocation", "microphone", "payment", "usb")
}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "object-src": [NONE],
        # A video's player, once a reader has asked for it (core/blocks/media.py).
        "frame-src": [SELF, "https://www.youtube-nocookie.com", "https://player.vimeo.com"],
    }
}
# The admin cannot do without inline styles and scripts (wagtail-localize's editor is styled-components).
ADMIN_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
}
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "core.errors.csrf_failure"
SESSION_COOKIE_HTTPONLY = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "filters": {"private_links": {"()": "assistance.logs.WithoutPrivateLinks"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["private_links"],
        },
        # Of `manage.py runserver`: as Django has it, but for the filter.
        "django.server": {"class": "logging.StreamHandler", "filters": ["private_links"]},
    },
    "loggers": {"django_tasks_db": {"level": "ERROR"}},  # else it says that it stops when it is stopped
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
