"""Imports point down: the table in directory/__init__.py, proved for every module."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# From the top down. A module may import from its own line and from those below it.
LAYERS = [
    ["landscape.wsgi", "landscape.pagecache", "landscape.pulse", "landscape.urls"],
    ["landscape.settings", "landscape.formats", "directory.apps"],
    ["directory.urls"],
    [
        "directory.views",
        "directory.admin",
        "directory.management",
        "directory.templatetags",
        "directory.middleware",
    ],
    ["directory.browse"],
    ["directory.filters"],
    ["directory.services", "directory.catalogue"],
    ["directory.models"],
    ["directory.querysets"],
    ["directory.search", "directory.heartbeat", "directory.outdated"],
    ["directory.text", "directory.markdown"],
    ["directory", "landscape"],
]

SOURCES = sorted(
    path
    for package in ("directory", "landscape")
    for path in (ROOT / package).rglob("*.py")
    if "migrations" not in path.parts
)


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def layer_of(module: str) -> int:
    """The line on which a module or the package around it stands."""
    places = {name: place for place, names in enumerate(LAYERS) for name in names}
    while module not in places:
        module = module.rpartition(".")[0]
    return places[module]


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """(line, module) of every import of ours, those within functions included."""
    package = name_of(path) if path.name == "__init__.py" else name_of(path).rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *([node.module] if node.module else [])])
            names = [f"{base}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (
            (node.lineno, name)
            for name in names
            if name.split(".")[0] in {"directory", "landscape"}
        )


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_module_imports_from_its_own_layer_and_those_below(path: Path):
    upward = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for line, name in imported(path)
        if layer_of(name) < layer_of(name_of(path))
    ]

    assert not upward


def test_every_module_of_the_directory_has_a_layer():
    named = {
        name.split(".")[1] for names in LAYERS for name in names if name.startswith("directory.")
    }
    there = {
        path.stem
        for path in (ROOT / "directory").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }

    assert there - {"__init__", "migrations"} == named


def test_packages_do_not_import_each_other_in_a_circle():
    edges: dict[str, set[str]] = {}
    for path in SOURCES:
        own = ".".join(name_of(path).split(".")[:2])
        for _line, name in imported(path):
            other = ".".join(name.split(".")[:2])
            if other != own and other not in {"directory", "landscape"}:
                edges.setdefault(own, set()).add(other)

    def leads_to(start: str, seen: frozenset[str] = frozenset()) -> set[str]:
        reached = set()
        for following in edges.get(start, set()) - seen:
            reached |= {following} | leads_to(following, seen | {following})
        return reached

    assert [package for package in edges if package in leads_to(package)] == []
