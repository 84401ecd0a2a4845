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


def lead_to_one(url: str, other: str) -> bool:
    return url == other or same_place(url) == same_place(other)
