"""The translations of the interface: `update` collects and compiles, `check` tells what is wrong.

No gettext tools are needed to check, so it runs wherever the tests do; to update they are.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import polib

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = sorted(ROOT.glob("locale/*/LC_MESSAGES/django.po"))


def collect(tree: Path, path: Path) -> None:
    """Write the texts of a tree's code and templates into its catalogue, with xgettext."""
    language = path.parent.parent.name
    command = [sys.executable, "manage.py", "makemessages", "--locale", language]
    command += ["--no-location", "--no-obsolete", "--verbosity", "0", "--ignore", "var"]
    subprocess.run(command, cwd=tree, check=True)


def compile_(path: Path) -> bytes:
    return bytes(polib.pofile(str(path)).to_binary())


def texts(catalogue: polib.POFile) -> set[tuple[str | None, str, str]]:
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in catalogue}


def problems(path: Path) -> list[str]:
    """What is wrong with a catalogue, a line each."""
    catalogue = polib.pofile(str(path))
    name = path.relative_to(ROOT)
    found = [f"{name}: fuzzy: {entry.msgid!r}" for entry in catalogue.fuzzy_entries()]
    found += [f"{name}: not translated: {e.msgid!r}" for e in catalogue.untranslated_entries()]
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != compile_(path):
        found.append(f"{name}: {compiled.name} is of another state: make messages")
    return found


def outdated(path: Path) -> list[str]:
    """Texts of the code that a catalogue lacks, and those it has for nothing."""
    name = path.relative_to(ROOT)
    known = texts(polib.pofile(str(path)))
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "var", "__pycache__"))
        collect(copy, copy / name)
        present = texts(polib.pofile(str(copy / name)))
    return [f"{name}: lacks {msgid!r}" for _, msgid, _ in sorted(present - known, key=str)] + [
        f"{name}: no longer used: {msgid!r}" for _, msgid, _ in sorted(known - present, key=str)
    ]


def check() -> int:
    found = [problem for path in CATALOGUES for problem in problems(path)]
    if shutil.which("xgettext"):
        found += [problem for path in CATALOGUES for problem in outdated(path)]
    else:
        print("translations: gettext is missing, so new texts were not looked for", file=sys.stderr)
    print("\n".join(found))
    return 1 if found else 0


def update() -> int:
    for path in CATALOGUES:
        collect(ROOT, path)
        path.with_suffix(".mo").write_bytes(compile_(path))
        catalogue = polib.pofile(str(path))
        missing = len(catalogue.untranslated_entries()) + len(catalogue.fuzzy_entries())
        print(f"{path.relative_to(ROOT)}: {len(catalogue)} texts, {missing} to translate")
    return 0


if __name__ == "__main__":
    if sys.argv[1:] not in (["check"], ["update"]):
        sys.exit("usage: translations.py check|update")
    sys.exit(check() if sys.argv[1] == "check" else update())
