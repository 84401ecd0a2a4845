"""When two addresses lead to the same place."""

import re

# Forges at which the case of a path does not count.
FORGES = {"github.com", "gitlab.com", "gitee.com", "bitbucket.org", "codeberg.org"}

_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?(?P<host>[^/?#]*)(?P<path>.*)", re.I | re.S)


def same_place(url: str) -> str:
    """What all addresses of a place have in common: without scheme, `www.`, a final slash and
    `.git`; in lower case as far as case does not count."""
    found = _ADDRESS.match(url.strip())
    assert found
    host = found["host"].lower()
    path = found["path"].rstrip("/").removesuffix(".git")
    return host + (path.lower() if host in FORGES else path)


def spellings(url: str) -> set[str]:
    """In lower case, every way to write an address of the same place; of a page within a repository
    at a forge, of the repository too."""
    found = {same_place(url).lower()}
    host, *path = same_place(url).lower().split("/")
    if host in FORGES and len(path) > 2:
        found.add("/".join([host, *path[:2]]))
    return {
        f"{scheme}://{prefix}{place}{end}"
        for place in found
        for scheme in ("https", "http")
        for prefix in ("", "www.")
        for end in ("", "/", ".git", ".git/")
    }


def lead_to_one(url: str, other: str) -> bool:
    return url == other or same_place(url) == same_place(other)
