"""Addresses on the web: which are at a forge, and when two lead to the same place."""

from __future__ import annotations

import re

# There an address has the owner, then the repository, as the first parts of its path, and the case
# of these does not count.
_FORGES = re.compile(
    r"github\.com|gitlab\.\w+|gitee\.com|bitbucket\.org|codeberg\.org|framagit\.org"
    r"|gitcode\.(?:com|net)|atomgit\.com|notabug\.org|(?:git\.)?sr\.ht|invent\.kde\.org"
    r"|salsa\.debian\.org|opendev\.org|pagure\.io|hub\.fastgit\.org"
    r"|(?:git|gitlab|gitea|forgejo|code)\.[\w.-]+"
)
# What stands before an @ is of no interest.
_ADDRESS = re.compile(
    r"(?:(?:https?|ssh|git)://)?(?:[^/?#@\s]*@)?(?:www\.)?(?P<host>\[[\da-f:.]+\]|[^/?#:]*)"
    r"(?::(?P<port>\d*)(?=[/?#]|$))?(?P<path>[^?#]*)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)

_FOR_GIT = re.compile(
    r"(?:(?:ssh|git)://(?:[\w.-]+@)?|[\w.-]+@)(?P<host>[\w-]+(?:\.[\w-]+)+)(?::\d+/|[:/])"
    r"(?P<path>[\w.~/-]+?)(?:\.git)?/?"
)


def is_forge(host: str) -> bool:
    return _FORGES.fullmatch(host.removeprefix("www.")) is not None


def same_place(url: str) -> str:
    """What all addresses of a place have in common: without scheme, `www.`, usual port, a final
    slash and `.git`; in lower case as far as case does not count."""
    found = _ADDRESS.fullmatch(url.strip())
    assert found
    host, port = found["host"].lower(), found["port"]
    # As git writes it for ssh: git@github.com:istio/istio.git
    path = re.sub("^:", "/", found["path"]).rstrip("/").removesuffix(".git")
    path = path.lower() if is_forge(host) else path
    return host + (f":{port}" if port not in (None, "", "80", "443") else "") + path + found["rest"]


def for_browsers(address: str) -> str:
    """Of a repository as git is given it, the page; any other as it is."""
    found = _FOR_GIT.fullmatch(address)
    return f"https://{found['host']}/{found['path']}" if found else address


def lead_to_one(url: str, other: str) -> bool:
    return url == other or same_place(url) == same_place(other)


def spellings(url: str) -> set[str]:
    """In lower case, every way to write an address of the same place; of a page within a repository
    at a forge, of the repository too."""
    found = {same_place(url).lower()}
    host, *path = same_place(url).lower().split("/")
    if is_forge(host) and len(path) > 2:
        found.add("/".join([host, *path[:2]]))
    return {
        f"{scheme}://{prefix}{place}{end}"
        for place in found
        for scheme in ("https", "http")
        for prefix in ("", "www.")
        for end in ("", "/", ".git", ".git/")
    }
