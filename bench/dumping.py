"""The dump: how long it takes to write, and in how much memory."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Self

from bench.memory import STATUS, own
from bench.report import Figure
from bench.timing import clock

# As much beside a directory of 100,000 as beside one of 1,000: its catalogue is what grows.
LIMIT = 60


def measure(size: int) -> Iterator[Figure]:
    if not STATUS.exists():
        return
    from bench.database import address

    environment = os.environ | {"DATABASE_URL": address()}
    written = subprocess.check_output([sys.executable, "-m", "bench.dumping"], env=environment)
    told = json.loads(written)
    yield Figure("dump written", told["took"] / 1_000, "s")
    yield Figure("  per project", told["took"] / told["projects"], "ms")
    yield Figure("  size of its files", told["bytes"] / 1_000_000, "MB")
    yield Figure("  memory of the process at its peak", told["peak"], "MB")
    yield Figure("  of it beyond what the catalogue takes", told["beyond"], "MB", at_most=LIMIT)


def main() -> None:
    import django

    django.setup()
    from directory import catalogue, dump
    from directory.representations import Origin

    held = catalogue.Catalogue.build()
    before = own()
    del held
    with TemporaryDirectory() as folder, Sampled() as sampled:
        took = clock(lambda: dump.write(Path(folder), Origin("https://landscape.example.org")))
        found = dump.current(Path(folder))
    assert found
    size = sum(file.size for file in found.files)
    told = {"took": took, "projects": found.projects, "bytes": size, "peak": sampled.peak}
    print(json.dumps({**told, "beyond": sampled.peak - before}))


class Sampled:
    """The most memory that was seen, looking twenty times a second."""

    def __init__(self) -> None:
        self.peak = 0.0
        self._over = Event()
        self._thread = Thread(target=self._look)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.05):
            self.peak = max(self.peak, own())


if __name__ == "__main__":
    main()
