"""What the catalogue costs in memory, measured in a process that holds nothing else."""

import gc
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.report import Figure

STATUS = Path("/proc/self/status")
LIMIT = 60


def measure(size: int) -> Iterator[Figure]:
    if not STATUS.exists():
        return
    run = [sys.executable, "-m", "bench.memory"]
    after_build, after_rebuild = json.loads(subprocess.check_output(run, env=_environment()))
    yield Figure("memory of the catalogue, per process", after_build, "MB", at_most=LIMIT)
    yield Figure("  after it was rebuilt while the previous one was read", after_rebuild, "MB")


def _environment() -> dict[str, str]:
    from bench.database import address

    return os.environ | {"DATABASE_URL": address()}


def own() -> float:
    """Megabytes that are this process's alone; not the database's file, which all share."""
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith("RssAnon"))
    return int(line.split()[1]) / 1_024


def _collected() -> float:
    gc.collect()
    return own()


def main() -> None:
    import django

    django.setup()
    from directory import catalogue, heartbeat

    heartbeat.version()
    before = _collected()
    held = catalogue.Catalogue.build()
    after_build = _collected() - before
    held = catalogue.Catalogue.build()
    after_rebuild = _collected() - before
    del held
    print(json.dumps([after_build, after_rebuild]))


if __name__ == "__main__":
    main()
