"""What kind of page an address is, by itself or by the label of its link."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from directory.addresses import is_forge, lead_to_one

# Host and path; what stands before an @ is of no interest.
_ADDRESS = re.compile(
    r"https?://(?:[^/?#@\s]*@)?([\w.-]+|\[[\da-f:.]+\])(?::\d*)?([^?#\s]*)\S*", re.IGNORECASE
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
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
    "other": r"(live )?demo|playground|examples?|tutorials?|videos?|paper|clients?"
    r"|演示|示例|教程|视频|论文",
    "chat": r"chat|slack|discord|gitter|matrix|telegram|交流群|讨论组",
}
_KINDS = {kind: re.compile(rf"(?:{words})\b|(?:{words})$") for kind, words in _LABELS.items()}


class Parts(NamedTuple):
    """Of an address; all empty if it is none. The host is in lower case."""

    host: str = ""
    path: str = ""


@lru_cache(maxsize=4096)
def parts(url: str) -> Parts:
    found = _ADDRESS.fullmatch(url)
    return Parts(found[1].lower(), found[2]) if found else Parts()


def has_scheme(url: str) -> bool:
    """Whether it leads away from where it stands: `mailto:…`, `//host/…`."""
    return _SCHEME.match(url) is not None


def is_http(url: str) -> bool:
    return bool(parts(url).host)


def kind_of(url: str) -> str:
    """`repository`, `organization` for the page of an owner of repositories, or `homepage`."""
    host, path = parts(url)
    steps = [step for step in path.split("/") if step]
    if not is_forge(host) or not steps or steps[0] in _NO_OWNERS:
        return "homepage"
    return "repository" if len(steps) > 1 else "organization"


def kind_by_label(label: str) -> str:
    """The kind that the text of a link tells, or nothing."""
    words = label.strip(" []()（）【】:：").casefold()
    return next((kind for kind, pattern in _KINDS.items() if pattern.match(words)), "")


def is_its_own_label(label: str, url: str) -> bool:
    """Whether a link is labelled with its address, as far as that matters to anybody."""
    return "." in label and lead_to_one(label, url)


def short_name(url: str) -> str:
    """A name for what has only an address: the repository's, or the host's."""
    host, path = parts(url)
    steps = [step for step in path.split("/") if step]
    if kind_of(url) != "homepage":
        return steps[min(1, len(steps) - 1)].removesuffix(".git")
    return (host or url).removeprefix("www.")
