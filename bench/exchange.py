"""Lists in files: parsed, taken in, taken in again, against the bare parser of the same file."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

import yaml
from markdown_it import MarkdownIt

from bench import lists
from bench.database import address
from bench.report import Figure
from bench.timing import clock

ENTRIES = 10_000
LIMIT = 300
ROUNDS = 3

FILES: dict[str, tuple[Callable[[int], str], Callable[[str], Any]]] = {
    "list.md": (lists.markdown, MarkdownIt("commonmark").enable("table").parse),
    "landscape.yml": (
        lists.landscape,
        lambda text: yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)),
    ),
}


def measure(size: int) -> Iterator[Figure]:
    for name, (make, bare) in FILES.items():
        yield from _file(name, make(ENTRIES), bare)


def _file(name: str, text: str, bare: Callable[[str], Any]) -> Iterator[Figure]:
    from directory import formats

    data = text.encode()
    yield Figure(f"{name}: {ENTRIES:,} entries", len(data) / 1_000, "KB")
    floors, parsed = [], []
    for _ in range(ROUNDS):
        floors.append(clock(lambda: bare(text)))
        parsed.append(clock(lambda: formats.read(data, name)))
    floor = median(floors)
    yield Figure("  floor: the bare parser", floor)
    yield Figure("  parsed / the floor", median(parsed) / floor, "times", at_most=2)
    first = _import(name, data)
    again = _import(name, data)
    yield Figure("  taken in / the floor", first["took"] / floor, "times", at_most=6)
    yield Figure("  taken in again / the floor", again["took"] / floor, "times", at_most=3)
    yield Figure(
        "  memory of the process", max(first["memory"], again["memory"]), "MB", None, LIMIT
    )


def _import(name: str, data: bytes) -> dict[str, float]:
    """In a process of its own, whose memory is counted."""
    run = [sys.executable, "-m", "bench.taking_in", name]
    environment = os.environ | {"DATABASE_URL": address()}
    done = subprocess.run(run, env=environment, input=data, stdout=subprocess.PIPE, check=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told
