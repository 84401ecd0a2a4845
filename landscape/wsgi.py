"""The WSGI application: finished pages from memory, everything else from Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "landscape.settings")
django = get_wsgi_application()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from landscape import pulse  # noqa: E402
from landscape.pagecache import PageCache  # noqa: E402

# With DEBUG templates are reread when they change, and pages with them.
application = django if settings.DEBUG else PageCache(django, pulse.of(connection))
