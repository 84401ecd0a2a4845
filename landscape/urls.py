"""Addresses: Chinese at /, English at /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from directory.urls import of_no_language

urlpatterns = of_no_language + i18n_patterns(
    path("admin/", include("directory.admin.account.urls")),
    path("admin/", include("directory.admin.work.urls", namespace="work")),
    path("admin/", admin.site.urls),
    path("", include("directory.urls")),
    prefix_default_language=False,
)

handler400 = "directory.views.errors.bad_request"
handler403 = "directory.views.errors.forbidden"
handler404 = "directory.views.errors.not_found"
handler500 = "directory.views.errors.server_error"
