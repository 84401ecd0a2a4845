"""What kind of page an address is, and when two addresses are the same."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

# A code forge has the owner, then the repository, as the first parts of a path.
_FORGES = re.compile(
    r"(?:www\.)?(?:github\.com|gitlab\.\w+|gitee\.com|bitbucket\.org|codeberg\.org|framagit\.org"
    r"|gitcode\.(?:com|net)|atomgit\.com|notabug\.org|(?:git\.)?sr\.ht|invent\.kde\.org"
    r"|salsa\.debian\.org|opendev\.org|pagure\.io|hub\.fastgit\.org)"
    r"|(?:git|gitlab|gitea|forgejo|code)\.[\w.-]+"
)
_NO_OWNERS = {
    "about",
    "apps",
    "collections",
    "explore",
    "features",
    "marketplace",
    "orgs",
    "topics",
}
_LABELS = {
    "repository": r"source( code)?|code|repo(sitory)?|git(hub|lab|ee)?|源码|源代码|代码|仓库",
    "homepage": r"home ?page|home|(web ?)?site|官网|官方网站|主页|首页|网站",
    "documentation": r"doc(s|umentation)?|manual|guide|wiki|文档|手册|中文文档",
    "download": r"downloads?|releases?|下载",
    "blog": r"blog|博客",
    "chat": r"chat|slack|discord|gitter|matrix|telegram|交流群|讨论组",
}
_KINDS = {kind: re.compile(rf"(?:{words})\b|(?:{words})$") for kind, words in _LABELS.items()}


def is_http(url: str) -> bool:
    return url.lower().startswith(("http://", "https://")) and bool(parts(url).hostname)


@lru_cache(maxsize=4096)
def parts(url: str) -> SplitResult:
    """The parts of an address; what is none at all has empty ones."""
    try:
        split = urlsplit(url)
        split.hostname, split.port  # noqa: B018 - both raise for what is no address
    except ValueError:
        return SplitResult("", "", "", "", "")
    return split


def kind_of(url: str) -> str:
    """`repository`, `organization` for the page of an owner of repositories, or `homepage`."""
    split = parts(url)
    path = [part for part in split.path.split("/") if part]
    if not _FORGES.fullmatch(split.hostname or "") or not path or path[0] in _NO_OWNERS:
        return "homepage"
    return "repository" if len(path) > 1 else "organization"


def kind_by_label(label: str) -> str:
    """The kind that the text of a link tells, or nothing."""
    words = label.strip(" []()（）【】:：").casefold()
    return next((kind for kind, pattern in _KINDS.items() if pattern.match(words)), "")


def is_its_own_label(label: str, url: str) -> bool:
    """Whether a link is labelled with its address, as far as that matters to anybody."""
    return comparable(label) == comparable(url)


def comparable(url: str) -> str:
    """The same for addresses that differ only by a scheme, `www.`, a final slash or `.git`, and,
    at a forge, by upper case."""
    split = parts(url if "://" in url else f"https://{url}")
    host = (split.hostname or "").removeprefix("www.")
    path = split.path.rstrip("/").removesuffix(".git")
    if _FORGES.fullmatch(host):
        path = path.casefold()
    port = f":{split.port}" if split.port not in (None, 80, 443) else ""
    return (
        f"{host}{port}{path}"
        + (f"?{split.query}" if split.query else "")
        + (f"#{split.fragment}" if split.fragment else "")
    )


def short_name(url: str) -> str:
    """A name for what has only an address: the repository's, or the host's."""
    split = parts(url)
    path = [part for part in split.path.split("/") if part]
    if kind_of(url) != "homepage":
        return path[min(1, len(path) - 1)].removesuffix(".git")
    return (split.hostname or url).removeprefix("www.")
