"""Makes one directory and measures it. A process of its own: `python -m bench` starts it."""

import argparse
import json
import sys
import time
from importlib import import_module

import django
from django.core.management import call_command

FIXTURE = 0
SYNTHETIC_SUBJECTS = (
    "finding",
    "pages",
    "panorama",
    "statistics",
    "programs",
    "following",
    "memory",
    "dumping",
)
# The last one fills the directory.
FIXTURE_SUBJECTS = ("serving", "first_visit", "exchange")
SUBJECTS = (*SYNTHETIC_SUBJECTS, *FIXTURE_SUBJECTS)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, required=True)
    parser.add_argument("--only", nargs="*", required=True)
    options = parser.parse_args()
    django.setup()
    from bench import database

    with database.made_for_this():
        _say("making the directory")
        _fill(options.size)
        wanted = FIXTURE_SUBJECTS if options.size == FIXTURE else SYNTHETIC_SUBJECTS
        for subject in wanted:
            if subject in options.only:
                _say(f"measuring: {subject}")
                for figure in import_module(f"bench.{subject}").measure(options.size):
                    print(json.dumps(figure), flush=True)


def _fill(size: int) -> None:
    from bench import synthetic
    from bench.following import follow_until
    from directory import catalogue, heartbeat

    if size == FIXTURE:
        call_command("loaddata", "landscape", verbosity=0)
    else:
        synthetic.fill(size)
    _say("indexing it for search")
    follow_until(heartbeat.version())
    catalogue.current()


def _say(what: str) -> None:
    print(f"  {time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
