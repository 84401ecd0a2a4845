"""Options, one process a directory, and the report."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.one_directory import FIXTURE, FIXTURE_SUBJECTS, SUBJECTS, SYNTHETIC_SUBJECTS
from bench.report import LIST, LIST_ANEW, Figure, table

ROOT = Path(__file__).resolve().parent.parent
SIZES = [1_000, 10_000, 100_000]
QUICK_SIZES = [1_000, 10_000]
DATABASES = ["sqlite", "postgresql"]
KEPT = ("PATH", "HOME", "TMPDIR", "POSTGRESQL_BIN")
WITH_POSTGRESQL = str(ROOT / "tools" / "with-postgresql")

# By (database, size): what was measured.
Results = dict[tuple[str, int], list[Figure]]


def main() -> None:
    options = _options()
    results: Results = {}
    with TemporaryDirectory() as folder:
        environment = _environment(folder)
        static = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
        subprocess.run(static, env=environment, cwd=ROOT, check=True)
        for database in options.database:
            if database == "postgresql" and not _postgresql_is_here():
                continue
            for size in _directories(options):
                print(_title(database, size), file=sys.stderr)
                figures = list(_measured(database, size, options.only, environment))
                results[database, size] = figures
                print(table(_title(database, size), figures), flush=True)
            across = list(_across_sizes(results, database))
            if across:
                print(table(f"Across sizes, {database}", across), flush=True)
    if options.json:
        _write(options.json, results)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure speed.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="projects")
    parser.add_argument("--database", nargs="+", choices=DATABASES, default=DATABASES)
    parser.add_argument("--only", nargs="+", choices=SUBJECTS, default=SUBJECTS)
    parser.add_argument("--quick", action="store_true", help="without the largest size")
    parser.add_argument("--json", type=Path, help="a file to write the figures to")
    options = parser.parse_args()
    if options.quick:
        options.sizes = QUICK_SIZES
    return options


def _environment(folder: str) -> dict[str, str]:
    """The site as on one's own machine, whatever this shell says."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {**kept, "VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "landscape.settings"}


def _postgresql_is_here() -> bool:
    """A server that DATABASE_URL names, or the binaries for a private one."""
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return True
    found = subprocess.run([WITH_POSTGRESQL, "true"], capture_output=True, text=True)
    if found.returncode:
        print(f"PostgreSQL is left out: {found.stderr.strip()}", file=sys.stderr)
    return not found.returncode


def _directories(options: argparse.Namespace) -> list[int]:
    """The sizes to make for the subjects asked for, the fixture's last."""
    synthetic = options.sizes if set(options.only) & set(SYNTHETIC_SUBJECTS) else []
    return [*synthetic, *([FIXTURE] if set(options.only) & set(FIXTURE_SUBJECTS) else [])]


def _measured(
    database: str, size: int, only: Sequence[str], environment: Mapping[str, str]
) -> Iterator[Figure]:
    command = [sys.executable, "-m", "bench.one_directory", f"--size={size}", "--only", *only]
    url = os.environ.get("DATABASE_URL", "")
    if database == "postgresql" and url.startswith("postgres"):
        environment = {**environment, "DATABASE_URL": url}
    elif database == "postgresql":
        command = [WITH_POSTGRESQL, *command]
    with subprocess.Popen(
        command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as measuring:
        for line in measuring.stdout or ():
            yield Figure(*json.loads(line))
    if measuring.returncode:
        raise SystemExit(f"{_title(database, size)}: could not be measured")


def _across_sizes(results: Results, database: str) -> Iterator[Figure]:
    """The list of the largest directory against that of the smallest."""
    sizes = sorted(size for made, size in results if made == database and size != FIXTURE)
    if len(sizes) < 2:
        return
    smallest, largest = (
        {figure.what: figure.value for figure in results[database, size]}
        for size in (sizes[0], sizes[-1])
    )
    for what in (LIST, LIST_ANEW):
        if what in largest:
            name = f"{what}: {sizes[-1]:,} projects / {sizes[0]:,}"
            yield Figure(name, largest[what] / smallest[what], "times", at_most=1.5)


def _title(database: str, size: int) -> str:
    directory = f"{size:,} projects" if size else "The fixture"
    return f"{directory}, {database}, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def _write(path: Path, results: Results) -> None:
    content = [
        {"database": database, "size": size, "figures": [figure.as_dict() for figure in figures]}
        for (database, size), figures in results.items()
    ]
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
