"""Write the description of the API, which a test compares: `make openapi`."""

import os
from pathlib import Path

import django

SNAPSHOT = Path(__file__).resolve().parent.parent / "docs" / "api" / "openapi.json"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "landscape.settings")
    django.setup()
    # What is imported here needs the settings.
    from directory.api.openapi import written
    from directory.api.urls import api

    SNAPSHOT.parent.mkdir(exist_ok=True)
    SNAPSHOT.write_text(written(api))


if __name__ == "__main__":
    main()
