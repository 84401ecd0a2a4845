"""The admin's title, which is that of the list, and its link to the site."""

import taggit.admin
import taggit.models
from django.contrib import admin
from django.urls import reverse_lazy
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from directory.models import Landscape


def title() -> str:
    landscape = Landscape.objects.first()
    return str(landscape) if landscape else _("Landscape")


# taggit's own tags, which the directory does not use; importing taggit.admin registered them.
admin.site.unregister(taggit.models.Tag)
admin.site.site_header = admin.site.site_title = lazy(title, str)()
admin.site.site_url = reverse_lazy("directory:project_list")
