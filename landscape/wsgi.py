"""The WSGI application: finished pages from memory, everything else from Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "landscape.settings")

application = get_wsgi_application()
