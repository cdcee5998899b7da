"""The source tree of `reader` as data: modules, folders, and who imports whom."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "reader"


def dotted(path: Path) -> str:
    """The name under which a source file is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules(package: Path = PACKAGE) -> dict[str, Path]:
    """Source file by dotted name, packages included."""
    return {dotted(path): path for path in sorted(package.rglob("*.py"))}


def folders(package: Path = PACKAGE) -> list[Path]:
    """The package and every folder in it that has an ``__init__.py``."""
    return sorted(path.parent for path in package.rglob("__init__.py"))


def summary(folder: Path) -> str:
    """The first line of a folder's docstring, without the full stop; empty when it has none."""
    text = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    return text.partition("\n")[0].rstrip(".")


def imports(sources: Mapping[str, Path]) -> dict[str, set[str]]:
    """For each module the modules among ``sources`` that it imports, anywhere in the file.

    Imports inside functions and under ``TYPE_CHECKING`` count. A package is imported along with each of its
    modules and is not counted, unless a name is taken from the package itself.
    """
    return {name: _imported(name, path, sources) - {name} for name, path in sources.items()}


def _imported(name: str, path: Path, sources: Mapping[str, Path]) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _base(name, path, node)
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                found.add(inner if inner in sources else base)
    return found & sources.keys()


def _base(name: str, path: Path, node: ast.ImportFrom) -> str:
    """The module that an ``import from`` names, with leading dots resolved."""
    if not node.level:
        return node.module or ""
    package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    above = package[: len(package) - node.level + 1]
    return ".".join([*above, node.module] if node.module else above)


def circle(edges: Mapping[str, Iterable[str]]) -> list[str]:
    """Modules that import one another in a ring, the first again at the end; empty when there is no ring."""
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        ring: list[str] = error.args[1]
        return ring[::-1]
    return []
