"""Names of feeds and entries, which stay when a slug, the scheme or a port changes (RFC 4151)."""

from urllib.parse import urlsplit

from django.conf import settings

from directory.models.translated import LANGUAGES, column_language

# A year in which the host was the site's.
_YEAR = 2026


def tag(specific: str) -> str:
    """What is told in another language is another entry."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"tag:{host},{_YEAR}:{LANGUAGES[column_language()]}/{specific}"
