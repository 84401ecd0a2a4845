"""Every field that a file of the directory can say, in the order in which it is written.

Names, lengths and choices are those of the models; a test compares them.
"""

from __future__ import annotations

from .codes import FACTS, LINK_KINDS, MATURITIES, RELATION_KINDS, STATES, STATUSES
from .compound import Anything, Items, Shape
from .forms import ADDRESS, DAY, MOMENT, SINCE, address, pair, since, slug
from .kinds import Choice, Flag, Text, Whole

FORMAT = "directory/1"

# As many projects as fit into a file of 50 MB, and into memory.
MOST_RECORDS = 200_000
LARGEST = 2**31 - 1
LARGEST_SMALL = 2**15 - 1


GROUP = Shape(
    "group",
    {
        "slug": slug("Part of the address."),
        "zh": Text(120, about="Label in Chinese."),
        "en": Text(120, about="Label in English."),
        "categories": Items(slug(""), distinct=True, about="Slugs of categories."),
    },
    required=("slug", "categories"),
    one_of=("zh", "en"),
    key=("slug",),
    about="A part of the panorama with categories of the first level.",
)

LANDSCAPE = Shape(
    "landscape",
    {
        **pair("title", 120, "Title of the list."),
        **pair("introduction", None, "Introduction, in Markdown."),
        **pair("about", None, "Where the facts come from and how to help, in Markdown."),
        **pair("community", 120, "Name of the community that keeps the list."),
        "community_url": address(200, "The community's address."),
        "source_url": address(200, "Address of the source code."),
        "license": Text(200, about="License of the data, an SPDX expression."),
        **pair("attribution", 300, "How the data asks to be attributed."),
        "groups": Items(GROUP, about="Parts of the panorama."),
        "facts_as_of": Text(10, DAY, nullable=True, blank=False, about="Day of the facts."),
    },
    about="The list as a whole.",
)

OLD_SLUGS = Items(slug(""), distinct=True, about="Slugs that it once had.")

CATEGORY = Shape(
    "category",
    {
        "slug": slug("Part of the address."),
        "parent": slug("Slug of the category that this is a subcategory of.", nullable=True),
        **pair("name", 120, "Name."),
        **pair("description", None, "Description."),
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
        "slug": slug("Part of the address."),
        "name": Text(100, blank=False, about="Label in English; no two tags have the same."),
        "label_zh": Text(100, about="Label in Chinese."),
        "synonyms": Items(
            Text(blank=False), about="Other words that people search for, in either language."
        ),
        **pair("description", None, "Description."),
        "old_slugs": OLD_SLUGS,
    },
    required=("slug",),
    key=("slug",),
)

CAPABILITY_GROUP = Shape(
    "capability group",
    {
        "slug": slug("Unlike that of any other group."),
        "category": slug("Slug of the category whose projects are compared."),
        **pair("label", 120, "Label."),
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
        "slug": slug("Unlike that of any other capability."),
        "group": slug("Slug of the group."),
        "kind": Choice(
            ("choice", "list", "text"), about="One of the terms, some of the terms, or words."
        ),
        "terms": Items(TERM, about="What a cell can be."),
        **pair("label", 120, "Label."),
        **pair("explanation", None, "What is meant."),
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
        "project": slug("Slug of that project."),
        "since": since("When it began."),
        **pair("note", 300, "Note."),
        **pair("evidence", 300, "Where this was read."),
        "evidence_url": address(about="Address of where this was read."),
    },
    required=("kind", "project"),
    key=("kind", "project"),
)

CELL = Shape(
    "cell",
    {
        "capability": slug("Slug of the capability."),
        "value": Items(
            Text(blank=False),
            distinct=True,
            about="Slugs of terms: one of a choice, one or more of a list.",
        ),
        **pair("text", 300, "The words, if the capability is a text."),
        **pair("note", 300, "Note."),
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
        "url": address(about="Its address."),
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
        "slug": slug("Part of the address. A project is known by it."),
        "name": Text(120, blank=False, about="Name."),
        "name_zh": Text(120, about="Name in Chinese, if it has one."),
        "state": Choice(
            STATES, about="Whether it is shown. A new project that does not say it is published."
        ),
        **pair("withdrawn_reason", 500, "Why it is not shown any more."),
        "position": Whole(LARGEST, about="Smaller ones come first in the list."),
        "featured": Flag(about="Whether it is large on the panorama."),
        "category": slug("Slug of its category or subcategory."),
        **pair("summary", None, "One or two sentences; Markdown links."),
        **pair("description", None, "Description, in Markdown."),
        "tags": Items(slug(""), distinct=True, about="Slugs of its tags."),
        "links": Items(LINK, about="All its addresses."),
        "status": Choice(STATUSES, "unknown", about="How it is going."),
        "status_since": since("Since when it has this status."),
        **pair("status_note", None, "Reason for the status."),
        "last_activity": since("When something was last seen to happen."),
        **pair("last_activity_note", 200, "Evidence of the activity."),
        "started": since("When it began."),
        **pair("started_note", 200, "Evidence of the start."),
        "first_release": Text(80, about="Oldest tag in the repository."),
        "first_release_date": since("Date of the oldest tag."),
        "license": Text(200, about="An SPDX expression, such as Apache-2.0 OR MIT."),
        "languages": Items(Text(blank=False), about="Programming languages."),
        "organization": Text(120, about="Who is behind it, in Latin letters."),
        "organization_zh": Text(120, about="Who is behind it, in Chinese."),
        **pair("organization_note", 200, "About the organization."),
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
        "handle": slug("Part of the address."),
        "name": Text(120, about="Name."),
        "profile_url": address(about="Address of a page about the person."),
        "old_handles": Items(slug(""), distinct=True, about="Handles that they once had."),
    },
    required=("handle",),
    key=("handle",),
)

STEWARDSHIP = Shape(
    "stewardship",
    {
        "maintainer": slug("Handle of the maintainer."),
        "role": Choice(("owner", "reviewer"), about="What the maintainer does."),
        "category": slug("Slug of the category, if the role is over one.", nullable=True),
        "project": slug("Slug of the project, if the role is over one.", nullable=True),
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
