"""Addresses. Everything the public reads is below a language's prefix."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from django.views.generic import TemplateView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from core import views
from core.media import uploaded_file
from core.page_cache import kept_in_cache
from core.security_txt import security_txt
from core.sitemap import PageSitemap
from explore.sitemap import TermSitemap
from projects.sitemap import MapSitemap
from users.signing_in.limits import limited_private_page

handler400 = "core.errors.bad_request"
handler403 = "core.errors.permission_denied"
handler404 = "core.views.page_not_found"
handler500 = "core.errors.server_error"

SITEMAPS = {"pages": PageSitemap, "terms": TermSitemap, "map": MapSitemap}

urlpatterns = [
    path("", views.root, name="root"),
    path(
        settings.ADMIN_PATH, include("users.signing_in.urls")
    ),  # before Wagtail's: the first that fits counts
    path(settings.ADMIN_PATH, include(wagtailadmin_urls)),
    path("documents/", include(decorate_urlpatterns(wagtaildocs_urls.urlpatterns, limited_private_page))),
    path("sitemap.xml", kept_in_cache(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
    path(".well-known/security.txt", security_txt),
    path("robots.txt", TemplateView.as_view(template_name="robots.txt", content_type="text/plain")),
    re_path(rf"^{settings.MEDIA_URL.strip('/')}/(?P<path>.+)$", uploaded_file),
]

urlpatterns += i18n_patterns(
    path("", include("explore.urls")),
    path("", include("news.urls")),
    path("", include("projects.urls")),
    path("request/", include("assistance.urls")),
    # In the place of Wagtail's second way to sign in, which asks for a password only.
    path("_util/login/", views.sign_in, name="wagtailcore_login"),
    *decorate_urlpatterns(
        [pattern for pattern in wagtail_urls.urlpatterns if pattern.name != "wagtail_serve"],
        limited_private_page,
    ),
    re_path(wagtail_urls.serve_pattern, views.page, name="wagtail_serve"),
)
