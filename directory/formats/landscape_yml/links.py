"""Links of a project as the keys of an item that hold addresses, and back.

A link's kind and text tell the key that it came from: `chat` and `Slack` are `slack_url`. What has
no key of its own stands in `other_links`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from .keys import is_url

Item = dict[str, Any]
Link = dict[str, Any]


class _Key(NamedTuple):
    name: str
    kind: str
    text: str = ""
    hosts: tuple[str, ...] = ()

    def holds(self, link: Link) -> bool:
        if link["kind"] != self.kind:
            return False
        text = link.get("text") or ""
        if not self.text or text.casefold() == self.text.casefold():
            return True
        return not text and _host(link["url"]).endswith(self.hosts)


_IN_EXTRA = (
    _Key("documentation_url", "documentation"),
    _Key("blog_url", "blog"),
    _Key("slack_url", "chat", "Slack", ("slack.com",)),
    _Key("discord_url", "chat", "Discord", ("discord.gg", "discord.com")),
    _Key("gitter_url", "chat", "Gitter", ("gitter.im",)),
    _Key("github_discussions_url", "chat", "GitHub Discussions"),
    _Key("docker_url", "download", "Docker", ("hub.docker.com",)),
    _Key("package_manager_url", "download", "Package manager"),
    _Key("mailing_list_url", "other", "Mailing list", ("groups.google.com",)),
    _Key("stack_overflow_url", "other", "Stack Overflow", ("stackoverflow.com",)),
    _Key("youtube_url", "other", "YouTube", ("youtube.com",)),
)
_NAMES_IN_EXTRA = {key.name for key in _IN_EXTRA}
# A forge, an owner and a name.
_REPOSITORY = re.compile(
    r"https?://(?:www\.)?(?:github\.com|gitlab\.com|gitee\.com|codeberg\.org|bitbucket\.org)"
    r"/[^/?#]+/[^/?#]+/?"
)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


# ---- from an item


def of_item(item: Item) -> list[Link]:
    """The links that an item has, without addresses that are none."""
    links: dict[tuple[str, str], Link] = {}
    for kind, url, text in _addresses(item):
        if is_url(url):
            link = {"kind": kind, "url": url}
            links.setdefault((kind, url), link | {"text": text} if text else link)
    return list(links.values())


def _addresses(item: Item) -> Iterator[tuple[str, Any, str]]:
    """(kind, address, text) of each."""
    homepage, repository = item.get("homepage_url"), item.get("repo_url")
    # There must be a homepage; who has none repeats the repository.
    if homepage != repository:
        yield "homepage", homepage, ""
    yield "repository", repository, ""
    for entry in _mappings(item.get("additional_repos")):
        yield "other", entry.get("repo_url"), ""
    extra = item.get("extra")
    if isinstance(extra, dict):
        for key in _IN_EXTRA:
            if key.name in extra:
                yield key.kind, extra[key.name], key.text
        for entry in _mappings(extra.get("other_links")):
            yield "other", entry.get("url"), str(entry.get("name") or "")


def _mappings(value: Any) -> list[Item]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def is_told_by_links(key: str, value: Any) -> bool:
    """Whether `of_item` has all of what stands behind a key of an item or of its `extra`."""
    if key in ("homepage_url", "repo_url") or key in _NAMES_IN_EXTRA:
        return is_url(value)
    if key == "additional_repos":
        return _all_are(value, lambda entry: entry.keys() == {"repo_url"} and _is_repository(entry))
    if key == "other_links":
        return _all_are(value, _is_named_link)
    return False


def _all_are(value: Any, condition: Callable[[Item], bool]) -> bool:
    return isinstance(value, list) and all(
        isinstance(entry, dict) and condition(entry) for entry in value
    )


def _is_repository(entry: Item) -> bool:
    return is_url(entry["repo_url"]) and bool(_REPOSITORY.fullmatch(entry["repo_url"]))


def _is_named_link(entry: Item) -> bool:
    return (
        entry.keys() == {"name", "url"}
        and is_url(entry["url"])
        and isinstance(entry["name"], str)
        and bool(entry["name"])
    )


# ---- into an item


def into_item(item: Item, links: Sequence[Link]) -> None:
    """Make the addresses of an item these. What has its key already stays under it."""
    links = [link for link in links if not link.get("former")]
    _put_homepage_and_repository(item, links)
    extra = item.get("extra")
    if extra is not None and not isinstance(extra, dict):
        return
    changed = dict(extra or {})
    placed = {(link["kind"], link["url"]) for link in of_item(item)}
    new = [link for link in links if (link["kind"], link["url"]) not in placed]
    for key in _IN_EXTRA:
        own = [link["url"] for link in links if link["kind"] == key.kind]
        wanted = [link["url"] for link in new if key.holds(link)]
        _put(changed, key.name, _chosen(changed.get(key.name), own, wanted))
    _put_lists(item, changed, links)
    if changed != (extra or {}):
        _put_or_drop(item, "extra", changed)


def _chosen(current: Any, own: Sequence[str], wanted: Sequence[str]) -> Any:
    """The address for a key: the one that it has, if a link of its kind has it, or another."""
    if current in own:
        return current
    if wanted:
        return wanted[0]
    return None if is_url(current) else current


def _put(mapping: Item, key: str, value: Any) -> None:
    if value is not None:
        mapping[key] = value
    elif is_url(mapping.get(key)):
        del mapping[key]


def _put_homepage_and_repository(item: Item, links: Sequence[Link]) -> None:
    homepages = [link["url"] for link in links if link["kind"] == "homepage"]
    repositories = [link["url"] for link in links if link["kind"] == "repository"]
    _put(item, "repo_url", _chosen(item.get("repo_url"), repositories, repositories))
    if not homepages and is_url(item.get("homepage_url")):
        homepages = repositories or [link["url"] for link in links]
    _put(item, "homepage_url", _chosen(item.get("homepage_url"), homepages, homepages))


def _put_lists(item: Item, extra: Item, links: Sequence[Link]) -> None:
    """`additional_repos` and `other_links`: entries whose link there still is, then new ones."""
    urls = {link["url"] for link in links}
    repositories = _kept(item.get("additional_repos"), "repo_url", urls)
    others = _kept(extra.get("other_links"), "url", urls)
    under_keys = {value for value in extra.values() if isinstance(value, str)}
    _rename(others, [link for link in links if link["url"] not in under_keys])
    covered = {url for _kind, url, _text in _addresses({**item, "extra": extra}) if is_url(url)}
    for link in links:
        if link["url"] in covered:
            continue
        covered.add(link["url"])
        if link["kind"] == "repository" or _is_bare_repository(link):
            repositories.append({"repo_url": link["url"]})
        else:
            name = link.get("text") or _host(link["url"])
            others.append({"name": name, "url": link["url"]})
    _put_list(item, "additional_repos", repositories)
    _put_list(extra, "other_links", others)


def _kept(entries: Any, key: str, urls: Set[str]) -> list[Any]:
    return [
        entry
        for entry in (entries if isinstance(entries, list) else [])
        if not isinstance(entry, dict) or not is_url(entry.get(key)) or entry[key] in urls
    ]


def _rename(entries: list[Any], links: Sequence[Link]) -> None:
    """Only the first entry of an address: a second one has no link of its own."""
    names = {link["url"]: link.get("text") for link in links if link["kind"] == "other"}
    for index, entry in enumerate(entries):
        url = entry.get("url") if isinstance(entry, dict) else None
        if is_url(url) and (name := names.pop(url, None)):
            entries[index] = {**entry, "name": name}


def _is_bare_repository(link: Link) -> bool:
    return (
        link["kind"] == "other"
        and not link.get("text")
        and bool(_REPOSITORY.fullmatch(link["url"]))
    )


def _put_list(mapping: Item, key: str, entries: list[Any]) -> None:
    if entries or isinstance(mapping.get(key), list):
        _put_or_drop(mapping, key, entries)


def _put_or_drop(mapping: Item, key: str, value: Any) -> None:
    """What becomes empty goes; what was empty stays."""
    if value or not mapping.get(key):
        mapping[key] = value
    else:
        del mapping[key]
