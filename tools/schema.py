"""Write the JSON Schema of the directory's own files, which a test compares: `make schema`."""

import json
import os
from pathlib import Path

import django

SNAPSHOT = Path(__file__).resolve().parent.parent / "docs" / "schema" / "directory.schema.json"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "landscape.settings")
    django.setup()
    # What is imported here needs the settings.
    from directory.formats import own

    written = json.dumps(own.schema(), ensure_ascii=False, indent=2)
    SNAPSHOT.write_text(f"{written}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
