"""Synthetic directories: realistic in what speed depends on, and the same at every run.

A directory of 10,000 projects begins with the projects of that of 1,000.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice, product
from random import Random
from typing import Any

from bench import vocabulary as words
from directory import text
from directory.models import Category, Landscape, Link, Project, ProjectTag, Relation, Tag

SEED = 20_161_122
TAGS_EACH = 6
LONG_AGO = datetime.datetime(2016, 1, 1, tzinfo=datetime.UTC)
STATUSES = {
    "active": 75,
    "inactive": 9,
    "archived": 6,
    "unknown": 4,
    "maintenance": 2,
    "discontinued": 2,
    "merged": 1,
    "renamed": 1,
}
RELATIONS = {
    "implements": 27,
    "built-on": 27,
    "extension-of": 17,
    "data-plane-of": 11,
    "distribution-of": 5,
    "merged-into": 4,
    "fork-of": 4,
    "successor-of": 3,
    "renamed-to": 2,
}


def fill(size: int) -> None:
    """Put a directory of this many projects into an empty database."""
    rng = Random(SEED)
    Landscape.objects.create(title_zh="服务网格全景图", title_en="Service Mesh Landscape")
    categories = _make_categories()
    tags = _make_tags()
    organizations = Zipf(list(islice(_organizations(), max(30, size // 25))), rng)
    _write(_projects(size, rng, categories, organizations))
    ids = list(Project.objects.order_by("position").values_list("pk", flat=True))
    _write(_links(ids, rng))
    _write(_project_tags(ids, rng, tags))
    _write(_relations(ids, rng))


class Zipf:
    """Values of which the second is half as frequent as the first, the third a third, and so on."""

    def __init__(self, values: Sequence[Any], rng: Random):
        self.values = values
        self.weights = list(accumulate(1 / rank for rank in range(1, len(values) + 1)))
        self.rng = rng

    def some(self, number: int) -> list[Any]:
        drawn = self.rng.choices(self.values, cum_weights=self.weights, k=number)
        return list(dict.fromkeys(drawn))

    def one(self) -> Any:
        return self.some(1)[0]


def _make_categories() -> list[Category]:
    """Eight categories, three subcategories each. Returns all of them."""
    made = []
    for number, (zh, en) in enumerate(words.CATEGORIES):
        root = Category.objects.create(
            slug=_slug(en), name_zh=zh, name_en=en, position=number, hue=number + 1
        )
        made.append(root)
        for level, (level_zh, level_en) in enumerate(words.LEVELS):
            below = Category.objects.create(
                parent=root,
                slug=f"{root.slug}-{level_en}",
                name_zh=f"{zh}{level_zh}",
                name_en=f"{en}: {level_en}",
                position=level,
            )
            made.append(below)
    return made


def _make_tags() -> list[Tag]:
    tags = [
        _tag(setting_zh + zh, f"{setting} {en}".strip())
        for (setting_zh, setting), (zh, en) in product(words.SETTINGS, words.FEATURES)
    ]
    Tag.objects.bulk_create(tags)
    return tags


def _tag(zh: str, en: str) -> Tag:
    return Tag(slug=_slug(en), name=en.capitalize(), label_zh=zh, synonyms=[f"{en} tool"])


def _organizations() -> Iterator[tuple[str, str]]:
    """(name, Chinese name or nothing), without end."""
    parts = (words.ORGANIZATION_STARTS, words.ORGANIZATION_MIDDLES, words.ORGANIZATION_ENDS)
    for number, (end, middle, start) in enumerate(product(*reversed(parts))):
        chinese = "".join(words.NAMES_ZH[(number // 16**n) % 16] for n in range(3))
        yield f"{start}{middle} {end}", f"{chinese}科技" if number % 3 == 0 else ""


def _projects(
    size: int, rng: Random, categories: list[Category], organizations: Zipf
) -> Iterator[Project]:
    licenses = Zipf(words.LICENSES, rng)
    languages = Zipf(words.LANGUAGES, rng)
    places = Zipf(categories, rng)
    foundations = Zipf(words.FOUNDATIONS, rng)
    for number in range(size):
        name = some_name(rng)
        organization, organization_zh = organizations.one() if rng.random() < 0.85 else ("", "")
        foundation = foundations.one() if rng.random() < 0.1 else ""
        summary_zh, summary_en = some_summary(rng)
        description_zh, description_en = _description(rng) if rng.random() < 0.2 else ("", "")
        created = LONG_AGO + datetime.timedelta(minutes=rng.randrange(5_500_000))
        yield Project(
            slug=f"{_slug(name)}-{number}",
            name=name,
            name_zh=_name_zh(rng) if rng.random() < 0.1 else "",
            state=Project.State.PUBLISHED if rng.random() < 0.98 else Project.State.DRAFT,
            position=number,
            category=places.one(),
            summary_zh=summary_zh,
            summary_en=summary_en if rng.random() < 0.95 else "",
            description_zh=description_zh,
            description_en=description_en,
            status=rng.choices(list(STATUSES), weights=list(STATUSES.values()))[0],
            last_activity=_day(rng),
            started=str(rng.randrange(2008, 2026)) if rng.random() < 0.8 else "",
            license=licenses.one() if rng.random() < 0.95 else "",
            languages=languages.some(rng.choice([0, 1, 1, 1, 1, 2, 2, 3])),
            organization=organization,
            organization_zh=organization_zh,
            foundation=foundation,
            maturity=rng.choice(["graduated", "incubating", "sandbox"]) if foundation else "",
            created=created,
            unverified=["status"] if rng.random() < 0.1 else [],
        )


def _project_tags(ids: list[int], rng: Random, tags: list[Tag]) -> Iterator[ProjectTag]:
    drawn = Zipf(tags, rng)
    for project_id in ids:
        for tag in drawn.some(TAGS_EACH + 2)[:TAGS_EACH]:
            yield ProjectTag(content_object_id=project_id, tag=tag)


def _links(ids: list[int], rng: Random) -> Iterator[Link]:
    for project_id in ids:
        repository = f"https://git.example/{rng.randrange(5_000)}/{project_id}"
        yield Link(project_id=project_id, kind=Link.Kind.REPOSITORY, url=repository, position=10)
        if rng.random() < 0.8:
            homepage = f"https://project-{project_id}.example/"
            yield Link(project_id=project_id, kind=Link.Kind.HOMEPAGE, url=homepage)


def _relations(ids: list[int], rng: Random) -> Iterator[Relation]:
    """Seven relations for ten projects, none of them twice."""
    kinds, weights = list(RELATIONS), list(RELATIONS.values())
    for source, target in zip(ids, rng.sample(ids, len(ids)), strict=True):
        if source != target and rng.random() < 0.7:
            kind = rng.choices(kinds, weights)[0]
            yield Relation(source_id=source, kind=kind, target_id=target)


def some_name(rng: Random) -> str:
    start, middle = rng.choice(words.NAME_STARTS), rng.choice(words.NAME_MIDDLES)
    return f"{start}{middle}{rng.choice(words.NAME_ENDS)}"


def _name_zh(rng: Random) -> str:
    return "".join(rng.sample(words.NAMES_ZH, 2)) + rng.choice(words.KINDS)[0]


def some_summary(rng: Random) -> tuple[str, str]:
    """About 50 Chinese characters, and about 110 letters of English."""
    maker, kind, ground = (rng.choice(w) for w in (words.MAKERS, words.KINDS, words.GROUNDS))
    ending = rng.choice(words.ENDINGS)
    some = rng.sample(words.FEATURES, rng.choice([1, 2, 2, 3]))
    features_zh = "、".join(zh for zh, _en in some)
    features_en = ", ".join(en for _zh, en in some)
    return (
        f"{maker[0]}的{kind[0]}，{ground[0]}，支持{features_zh}，{ending[0]}。",
        f"{maker[1]} {kind[1]} that {ground[1]}, with {features_en}; {ending[1]}.",
    )


def _description(rng: Random) -> tuple[str, str]:
    texts = [some_summary(rng) for _ in range(4)]
    return "".join(zh for zh, _en in texts), " ".join(en for _zh, en in texts)


def _day(rng: Random) -> str:
    return (LONG_AGO + datetime.timedelta(days=rng.randrange(3_800))).date().isoformat()


def _slug(name: str) -> str:
    return "-".join(text.words(name.replace(".", " ")))


def _write(objects: Iterable[Any]) -> None:
    pending = iter(objects)
    while batch := list(islice(pending, 5_000)):
        type(batch[0]).objects.bulk_create(batch)
