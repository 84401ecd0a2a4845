"""The order of the parts of directory/, as its docstring has it."""

import ast
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

import pytest

import bench
import directory
from directory import services
from directory.formats import markdown

ROOT = Path(directory.__file__).parent.parent
FILES = sorted((ROOT / "directory").rglob("*.py"))


def indented(package: ModuleType) -> list[str]:
    """Of its docstring."""
    lines = (package.__doc__ or "").splitlines()
    return [line.removeprefix("    ") for line in lines if line.startswith("    ")]


LAYERS = [[part.strip() for part in line.split("·")] for line in indented(directory)]


def module_of(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module_of(file): file for file in FILES}


def imports(file: Path) -> Iterator[str]:
    """The project's modules that a file imports, anywhere in it but for type checkers."""
    tree = ast.parse(file.read_text())
    for block in ast.walk(tree):
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING":
            block.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = _absolute(node, file)
            for alias in node.names:
                submodule = f"{package}.{alias.name}"
                yield submodule if submodule in MODULES else package


def _absolute(node: ast.ImportFrom, file: Path) -> str:
    if not node.level:
        return node.module or ""
    folder = file.relative_to(ROOT).parent.parts
    above = folder[: len(folder) + 1 - node.level]
    return ".".join([*above, *([node.module] if node.module else [])])


def part_of(module: str) -> str:
    """The file or folder right below directory/."""
    return module.split(".")[1]


def test_every_part_is_in_one_layer():
    listed = [part for layer in LAYERS for part in layer]

    assert sorted(listed) == sorted({part_of(module) for module in MODULES if "." in module})


def test_the_architecture_page_has_the_same_layers():
    page = (ROOT / "docs/architecture.md").read_text()
    table = page.partition("## Layers")[2].partition("##")[0]
    rows = [line.split("|")[2] for line in table.splitlines() if "`" in line and "|" in line]

    assert [set(re.findall(r"`(\w+)/?`", row)) for row in rows] == [set(row) for row in LAYERS]


def test_imports_point_down():
    level = {part: height for height, layer in enumerate(LAYERS) for part in layer}
    up = [
        f"{module} imports {imported}"
        for module, file in MODULES.items()
        for imported in imports(file)
        if imported.startswith("directory.")
        and part_of(imported) != part_of(module)
        and level[part_of(imported)] <= level[part_of(module)]
    ]

    assert up == []


def test_the_directory_knows_nothing_of_the_site_around_it():
    around = {"landscape", "tests", "bench", "tools"}

    assert not around & {imported.split(".")[0] for file in FILES for imported in imports(file)}


def test_no_modules_import_each_other():
    graph = {module: set(imports(file)) & set(MODULES) for module, file in MODULES.items()}
    try:
        list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(f"a circle: {' → '.join(error.args[1])}")


@pytest.mark.parametrize("package", [markdown, services, bench], ids=lambda each: each.__name__)
def test_the_map_of_a_package_has_each_of_its_modules(package: ModuleType):
    rows = [line.split("  ")[0] for line in indented(package)]
    there = {found.name for found in iter_modules(package.__path__)}

    assert {name for row in rows for name in row.split(" · ")} == there
