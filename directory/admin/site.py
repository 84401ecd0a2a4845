"""The admin's title, which is that of the list, its link to the site, and its login."""

import taggit.admin
import taggit.models
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import UsernameField
from django.forms import TextInput
from django.urls import reverse_lazy
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from directory.models import Landscape


class LoginForm(AdminAuthenticationForm):
    """Django's own lets a name of any length through, which PostgreSQL then refuses to note."""

    username = UsernameField(max_length=150, widget=TextInput(attrs={"autofocus": True}))


def title() -> str:
    landscape = Landscape.objects.first()
    return str(landscape) if landscape else _("Landscape")


# taggit's own tags, which the directory does not use; importing taggit.admin registered them.
admin.site.unregister(taggit.models.Tag)
admin.site.login_form = LoginForm
admin.site.site_header = admin.site.site_title = lazy(title, str)()
admin.site.site_url = reverse_lazy("directory:project_list")
