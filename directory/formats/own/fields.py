"""Every field that a file of the directory can say, in the order in which it is written.

Names, lengths and choices are those of the models; a test compares them.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .kinds import Anything, Choice, Flag, Form, Items, Shape, Text, Whole

FORMAT = "directory/1"

_YEAR, _MONTH, _DAY = "[0-9]{4}", "(?:0[1-9]|1[0-2])", "(?:0[1-9]|[12][0-9]|3[01])"
_TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,6})?"
SLUG = Form(
    "[a-z0-9]+(?:-[a-z0-9]+)*",
    "envoy-gateway",
    _("lower-case ASCII letters, digits and single hyphens between them, such as “%(example)s”"),
)
ADDRESS = Form(
    r"https?://[^\s]+",
    "https://istio.io/",
    _("an address that begins with http:// or https://, such as “%(example)s”"),
)
SINCE = Form(
    f"{_YEAR}(?:-{_MONTH}(?:-{_DAY})?)?",
    "2017-05-24",
    _("a year, a month or a day, as far as it is known, such as “%(example)s”"),
)
DAY = Form(f"{_YEAR}-{_MONTH}-{_DAY}", "2026-08-22", _("a day, such as “%(example)s”"), "date")
MOMENT = Form(
    f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}(?:Z|[+-][0-9]{{2}}:[0-9]{{2}})",
    "2026-11-22T08:00:00Z",
    _("a time with its zone, such as “%(example)s”"),
    "date-time",
)

# As many projects as fit into a file of 50 MB, and into memory.
MOST_RECORDS = 200_000
LARGEST = 2**31 - 1
LARGEST_SMALL = 2**15 - 1

STATES = ("draft", "published", "withdrawn")
STATUSES = (
    "active",
    "maintenance",
    "inactive",
    "archived",
    "discontinued",
    "renamed",
    "merged",
    "unknown",
)
MATURITIES = ("graduated", "incubating", "sandbox", "archived", "top-level", "project")
FACTS = (
    "summary",
    "license",
    "languages",
    "organization",
    "foundation",
    "status",
    "status_since",
    "note",
    "started",
    "first_release",
    "last_activity",
    "homepage",
    "links",
    "tags",
)
LINK_KINDS = (
    "homepage",
    "repository",
    "documentation",
    "download",
    "blog",
    "chat",
    "organization",
    "other",
)
RELATION_KINDS = (
    "successor-of",
    "merged-into",
    "renamed-to",
    "fork-of",
    "built-on",
    "data-plane-of",
    "distribution-of",
    "extension-of",
    "implements",
    "alternative-to",
)


def _slug(about: str, *, nullable: bool = False) -> Text:
    return Text(80, SLUG, blank=False, nullable=nullable, about=about)


def _address(longest: int = 500, about: str = "") -> Text:
    return Text(longest, ADDRESS, about=about)


def _since(about: str) -> Text:
    return Text(10, SINCE, about=f"{about} A year, a month or a day, as far as it is known.")


def _pair(name: str, longest: int | None, about: str) -> dict[str, Text]:
    """A text in Chinese and in English."""
    return {
        f"{name}_zh": Text(longest, about=f"{about} In Chinese."),
        f"{name}_en": Text(longest, about=f"{about} In English."),
    }


GROUP = Shape(
    "group",
    {
        "slug": _slug("Part of the address."),
        "zh": Text(120, about="Label in Chinese."),
        "en": Text(120, about="Label in English."),
        "categories": Items(_slug(""), distinct=True, about="Slugs of categories."),
    },
    required=("slug", "categories"),
    one_of=("zh", "en"),
    key=("slug",),
    about="A part of the panorama with categories of the first level.",
)

LANDSCAPE = Shape(
    "landscape",
    {
        **_pair("title", 120, "Title of the list."),
        **_pair("introduction", None, "Introduction, in Markdown."),
        **_pair("about", None, "Where the facts come from and how to help, in Markdown."),
        **_pair("community", 120, "Name of the community that keeps the list."),
        "community_url": _address(200, "The community's address."),
        "source_url": _address(200, "Address of the source code."),
        "license": Text(200, about="License of the data, an SPDX expression."),
        **_pair("attribution", 300, "How the data asks to be attributed."),
        "groups": Items(GROUP, about="Parts of the panorama."),
        "facts_as_of": Text(10, DAY, nullable=True, blank=False, about="Day of the facts."),
    },
    about="The list as a whole.",
)

OLD_SLUGS = Items(_slug(""), distinct=True, about="Slugs that it once had.")

CATEGORY = Shape(
    "category",
    {
        "slug": _slug("Part of the address."),
        "parent": _slug("Slug of the category that this is a subcategory of.", nullable=True),
        **_pair("name", 120, "Name."),
        **_pair("description", None, "Description."),
        "position": Whole(LARGEST, about="Smaller ones come first."),
        "hue": Whole(8, least=1, otherwise=1, about="A colour of the palette."),
        "old_slugs": OLD_SLUGS,
    },
    required=("slug",),
    key=("slug",),
    about="A category, or with a parent a subcategory.",
)

TAG = Shape(
    "tag",
    {
        "slug": _slug("Part of the address."),
        "name": Text(100, blank=False, about="Label in English; no two tags have the same."),
        "label_zh": Text(100, about="Label in Chinese."),
        "synonyms": Items(
            Text(blank=False), about="Other words that people search for, in either language."
        ),
        **_pair("description", None, "Description."),
        "old_slugs": OLD_SLUGS,
    },
    required=("slug",),
    key=("slug",),
)

CAPABILITY_GROUP = Shape(
    "capability group",
    {
        "slug": _slug("Unlike that of any other group."),
        "category": _slug("Slug of the category whose projects are compared."),
        **_pair("label", 120, "Label."),
        "position": Whole(LARGEST_SMALL, about="Smaller ones come first."),
    },
    required=("slug",),
    key=("slug",),
    about="A heading of the comparison of one category.",
)

TERM = Shape(
    "term",
    {
        "slug": Text(blank=False, about="What cells say."),
        "zh": Text(blank=False, about="Label in Chinese."),
        "en": Text(blank=False, about="Label in English."),
    },
    required=("slug", "zh", "en"),
    key=("slug",),
)

CAPABILITY = Shape(
    "capability",
    {
        "slug": _slug("Unlike that of any other capability."),
        "group": _slug("Slug of the group."),
        "kind": Choice(
            ("choice", "list", "text"), about="One of the terms, some of the terms, or words."
        ),
        "terms": Items(TERM, about="What a cell can be."),
        **_pair("label", 120, "Label."),
        **_pair("explanation", None, "What is meant."),
        "position": Whole(LARGEST_SMALL, about="Smaller ones come first within the group."),
    },
    required=("slug",),
    key=("slug",),
    about="A row of the comparison.",
)

LINK = Shape(
    "link",
    {
        "kind": Choice(LINK_KINDS, about="What the address is to the project."),
        "url": Text(500, ADDRESS, blank=False, about="The address."),
        "text": Text(120, about="What the link says."),
        "former": Flag(about="Whether this is where the project once was."),
    },
    required=("kind", "url"),
    key=("kind", "url"),
)

RELATION = Shape(
    "relation",
    {
        "kind": Choice(RELATION_KINDS, about="Read as: this project, kind, that project."),
        "project": _slug("Slug of that project."),
        "since": _since("When it began."),
        **_pair("note", 300, "Note."),
        **_pair("evidence", 300, "Where this was read."),
        "evidence_url": _address(about="Address of where this was read."),
    },
    required=("kind", "project"),
    key=("kind", "project"),
)

CELL = Shape(
    "cell",
    {
        "capability": _slug("Slug of the capability."),
        "value": Items(
            Text(blank=False),
            distinct=True,
            about="Slugs of terms: one of a choice, one or more of a list.",
        ),
        **_pair("text", 300, "The words, if the capability is a text."),
        **_pair("note", 300, "Note."),
        "source_url": Text(500, ADDRESS, blank=False, about="Where this was read."),
        "verified": Text(10, DAY, blank=False, about="Date of the source that was read."),
    },
    required=("capability", "source_url", "verified"),
    key=("capability",),
    about="A cell of the comparison. No cell means unknown, never no.",
)

SOURCE = Shape(
    "source",
    {
        "zh": Text(about="What was read, in Chinese."),
        "en": Text(about="What was read, in English."),
        "url": _address(about="Its address."),
    },
    one_of=("zh", "en"),
)

FOUNDATION_DATES = Shape(
    "foundation dates",
    {step: Text(10, SINCE, blank=False) for step in ("accepted", *MATURITIES)},
    about="When the project took which step in its foundation.",
)

PROJECT = Shape(
    "project",
    {
        "slug": _slug("Part of the address. A project is known by it."),
        "name": Text(120, blank=False, about="Name."),
        "name_zh": Text(120, about="Name in Chinese, if it has one."),
        "state": Choice(
            STATES, about="Whether it is shown. A new project that does not say it is published."
        ),
        **_pair("withdrawn_reason", 500, "Why it is not shown any more."),
        "position": Whole(LARGEST, about="Smaller ones come first in the list."),
        "featured": Flag(about="Whether it is large on the panorama."),
        "category": _slug("Slug of its category or subcategory."),
        **_pair("summary", None, "One or two sentences; Markdown links."),
        **_pair("description", None, "Description, in Markdown."),
        "tags": Items(_slug(""), distinct=True, about="Slugs of its tags."),
        "links": Items(LINK, about="All its addresses."),
        "status": Choice(STATUSES, "unknown", about="How it is going."),
        "status_since": _since("Since when it has this status."),
        **_pair("status_note", None, "Reason for the status."),
        "last_activity": _since("When something was last seen to happen."),
        **_pair("last_activity_note", 200, "Evidence of the activity."),
        "started": _since("When it began."),
        **_pair("started_note", 200, "Evidence of the start."),
        "first_release": Text(80, about="Oldest tag in the repository."),
        "first_release_date": _since("Date of the oldest tag."),
        "license": Text(200, about="An SPDX expression, such as Apache-2.0 OR MIT."),
        "languages": Items(Text(blank=False), about="Programming languages."),
        "organization": Text(120, about="Who is behind it, in Latin letters."),
        "organization_zh": Text(120, about="Who is behind it, in Chinese."),
        **_pair("organization_note", 200, "About the organization."),
        "foundation": Text(120, about="The foundation that it belongs to."),
        "foundation_via": Text(120, about="The project of the foundation that it is part of."),
        "maturity": Choice(("", *MATURITIES), "", about="Its step in the foundation."),
        "foundation_dates": FOUNDATION_DATES,
        "relations": Items(RELATION, about="What it is to other projects."),
        "capabilities": Items(CELL, about="Its cells of the comparison."),
        "sources": Items(SOURCE, about="Where the facts were read."),
        "unverified": Items(Choice(FACTS), about="Facts without a reliable source."),
        "old_slugs": OLD_SLUGS,
        "extra": Anything(about="What other formats said and nobody models."),
        "created": Text(32, MOMENT, blank=False, about="When it was added."),
    },
    one_of=("slug", "name"),
    key=("slug",),
    about="A project. A field that is not there was not said, and stays as it is.",
)

MAINTAINER = Shape(
    "maintainer",
    {
        "handle": _slug("Part of the address."),
        "name": Text(120, about="Name."),
        "profile_url": _address(about="Address of a page about the person."),
        "old_handles": Items(_slug(""), distinct=True, about="Handles that they once had."),
    },
    required=("handle",),
    key=("handle",),
)

STEWARDSHIP = Shape(
    "stewardship",
    {
        "maintainer": _slug("Handle of the maintainer."),
        "role": Choice(("owner", "reviewer"), about="What the maintainer does."),
        "category": _slug("Slug of the category, if the role is over one.", nullable=True),
        "project": _slug("Slug of the project, if the role is over one.", nullable=True),
    },
    required=("maintainer", "role"),
    key=("maintainer", "role", "category", "project"),
    about="A role over a category, a project or, with neither, everything.",
)

DOCUMENT = Shape(
    "document",
    {
        "$schema": Text(about="Address of this schema, for editors."),
        "format": Choice((FORMAT,), about="Name and version of the format."),
        "landscape": LANDSCAPE,
        "categories": Items(CATEGORY, most=MOST_RECORDS),
        "tags": Items(TAG, most=MOST_RECORDS),
        "capability_groups": Items(CAPABILITY_GROUP, most=MOST_RECORDS),
        "capabilities": Items(CAPABILITY, most=MOST_RECORDS),
        "projects": Items(PROJECT, most=MOST_RECORDS),
        "maintainers": Items(MAINTAINER, most=MOST_RECORDS),
        "stewardships": Items(STEWARDSHIP, most=MOST_RECORDS),
    },
    required=("format",),
    about="A directory, or part of one.",
)
SECTIONS = tuple(name for name, kind in DOCUMENT.fields.items() if isinstance(kind, Items))
