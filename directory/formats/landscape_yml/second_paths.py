"""Where else an item stands, `second_path`: in a file by names, in the directory by slugs, so that
it follows a category that is renamed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .links import Item
from .outline import key_of

_KEY, _CATEGORY = "second_path", "category"


def by_slug(kept: Item, slugs: Mapping[str, str]) -> Item:
    """What an item said, with `{"category": slug}` for each path; `slugs` are by key. A path to
    nowhere stays as it is."""
    return _changed(kept, lambda path: _with_slug(path, slugs))


def _with_slug(path: Any, slugs: Mapping[str, str]) -> Any:
    parts = [part.strip() for part in path.split("/")] if isinstance(path, str) else []
    slug = slugs.get(key_of(*parts)) if len(parts) == 2 and all(parts) else None
    return {_CATEGORY: slug} if slug else path


def slugs_of(kept: Item) -> list[str]:
    """Of the paths that lead to a category of the directory."""
    paths = kept.get(_KEY)
    said = paths if isinstance(paths, list) else []
    led = [path.get(_CATEGORY) for path in said if isinstance(path, dict)]
    return [slug for slug in led if isinstance(slug, str)]


def by_name(kept: Item, paths: Mapping[str, str]) -> Item:
    """The other way round; `paths` are by slug. What leads nowhere any more is left out."""
    said = _changed(kept, lambda path: _with_names(path, paths))
    if isinstance(said.get(_KEY), list):
        said[_KEY] = [path for path in said[_KEY] if path is not None]
    return said


def _with_names(path: Any, paths: Mapping[str, str]) -> Any:
    if isinstance(path, dict) and path.keys() == {_CATEGORY}:
        return paths.get(str(path[_CATEGORY]))
    return path


def _changed(kept: Item, change: Callable[[Any], Any]) -> Item:
    paths = kept.get(_KEY)
    return kept | {_KEY: list(map(change, paths))} if isinstance(paths, list) else kept


@dataclass(frozen=True)
class Paths:
    """Of a file that is rewritten: the slugs of its subcategories by their keys there, the paths of
    all categories today by slug, and those of its own by their paths there."""

    slugs: Mapping[str, str]
    today: Mapping[str, str]
    renamed: Mapping[str, str]

    def wanted(self, said: Any, before: Item, after: Item) -> Any:
        """What `second_path` is to be where it is `said`, which was read as `before`."""
        if by_slug(before, self.slugs).get(_KEY) != by_slug(after, self.slugs).get(_KEY):
            return by_name(after, self.today).get(_KEY)
        return _changed({_KEY: said}, self._renamed)[_KEY]

    def _renamed(self, path: Any) -> Any:
        return self.renamed.get(path, path) if isinstance(path, str) else path
