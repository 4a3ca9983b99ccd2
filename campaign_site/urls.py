"""All addresses of the site."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from editorial.views import PUBLIC_UPLOADS, document, picture

from . import views
from .second_factor import sign_in_views
from .sign_out import sign_out

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", views.metrics, name="metrics"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("admin/logout/", sign_out, name="sign_out"),
    # By their names allauth finds them, too. Its own pages for signing in and up are nowhere.
    path("admin/login/", sign_in_views.SignInView.as_view(), name="wagtailadmin_login"),
    path("admin/login/", sign_in_views.SignInView.as_view(), name="account_login"),
    path("admin/sign-in/factor/", sign_in_views.FactorView.as_view(), name="mfa_authenticate"),
    path("admin/sign-in/mailbox/", sign_in_views.MailboxView.as_view(), name="sign_in_mailbox"),
    path("admin/sign-in/set-up/", sign_in_views.SetUpView.as_view(), name="sign_in_set_up"),
    path("admin/sign-in/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/<int:document_id>/<path:name>", document),
    path("documents/", include(wagtaildocs_urls)),
    *(path(f"media/{folder}/<path:name>", picture, {"folder": folder}) for folder in PUBLIC_UPLOADS),
    path("", include("petition_blocks.urls")),
    path("", include("editorial.urls")),
]

if settings.MAIL_PROVIDER:
    urlpatterns.append(path("anymail/", include("anymail.urls")))

urlpatterns += i18n_patterns(
    # Wagtail's way in for readers of private pages ends where all do.
    path("_util/login/", sign_in_views.sign_in_of_readers, name="wagtailcore_login"),
    path("search/", views.search, name="search"),
    path("", include("petition_blocks.language_urls")),
    path("", include(wagtail_urls)),
)

handler400 = "campaign_site.error_views.bad_request"
handler403 = "campaign_site.error_views.permission_denied"
handler404 = "campaign_site.views.page_not_found"
handler500 = "campaign_site.error_views.server_error"
