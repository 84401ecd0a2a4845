"""The directory's content as a fixture, written so that a diff shows what an editor changed.

Landscape, taxonomy, projects and the people are in it; logins, sessions, history and the log of
changes never are. `directory.services.loading` reads it back.
"""

import datetime
import json
import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction

from directory.models import (
    Capability,
    CapabilityGroup,
    CapabilityValue,
    Category,
    Landscape,
    Link,
    Maintainer,
    OldSlug,
    Project,
    ProjectTag,
    Relation,
    Stewardship,
    Tag,
)

MODELS: tuple[type[models.Model], ...] = (
    Landscape,
    Category,
    Tag,
    CapabilityGroup,
    Capability,
    Project,
    ProjectTag,
    Link,
    OldSlug,
    CapabilityValue,
    Relation,
    Maintainer,
    Stewardship,
)
# Who may log in is the site's own affair.
NEVER_WRITTEN = {(Maintainer, "user")}

ON_ONE_LINE = (ProjectTag, Link, OldSlug, Stewardship)


def write(path: Path) -> int:
    """Write the fixture; the number of its objects. Readers of the file never see half of it."""
    rows = _content()
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=f".{path.name}.", delete=False
    ) as file:
        try:
            file.write(_text(rows))
            file.flush()
            os.fsync(file.fileno())
            os.chmod(file.name, path.stat().st_mode & 0o777 if path.exists() else 0o644)
            os.replace(file.name, path)
        except BaseException:
            os.unlink(file.name)
            raise
    return len(rows)


def text() -> str:
    return _text(_content())


def _text(rows: Iterable[models.Model]) -> str:
    return "[\n" + ",\n".join(_object(row) for row in rows) + "\n]\n"


# ---- which rows, in which order


def _content() -> list[models.Model]:
    """Everything as of one moment."""
    nested = connection.in_atomic_block
    with transaction.atomic():
        if connection.vendor == "postgresql" and not nested:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        return list(_rows())


def _rows() -> Iterator[models.Model]:
    """What others refer to comes first, and what belongs to a project follows it. Sorted here, for
    databases sort differently, and never by id, for ids differ between databases."""
    yield from Landscape.objects.all()
    yield from sorted(Category.objects.select_related("parent"), key=_category_order)
    yield from sorted(Tag.objects.all(), key=lambda tag: tag.slug)
    groups = CapabilityGroup.objects.select_related("category")
    yield from sorted(groups, key=lambda group: (group.position, group.slug))
    yield from sorted(Capability.objects.select_related("group"), key=_capability_order)
    belongings = _belongings()
    for project in sorted(Project.objects.select_related("category"), key=_project_order):
        yield project
        yield from belongings[project.pk]
    relations = Relation.objects.select_related("source", "target")
    yield from sorted(
        relations,
        key=lambda relation: (
            _project_order(relation.source),
            relation.kind,
            _project_order(relation.target),
        ),
    )
    yield from sorted(Maintainer.objects.all(), key=lambda maintainer: maintainer.handle)
    yield from sorted(
        Stewardship.objects.select_related("maintainer", "category", "project"),
        key=lambda stewardship: json.dumps(stewardship.natural_key()),
    )


def _belongings() -> dict[int, list[models.Model]]:
    """What belongs to each project, by its id."""
    tags = ProjectTag.objects.select_related("content_object", "tag")
    links = Link.objects.select_related("project")
    old_slugs = OldSlug.objects.select_related("project")
    values = CapabilityValue.objects.select_related("project", "capability__group")
    found: dict[int, list[models.Model]] = defaultdict(list)
    for project_id, row in chain(
        ((item.content_object_id, item) for item in sorted(tags, key=lambda item: item.tag.slug)),
        ((link.project_id, link) for link in sorted(links, key=_link_order)),
        ((old.project_id, old) for old in sorted(old_slugs, key=lambda old: old.slug)),
        (
            (value.project_id, value)
            for value in sorted(values, key=lambda value: _capability_order(value.capability))
        ),
    ):
        found[project_id].append(row)
    return found


def _category_order(category: Category) -> tuple[Any, ...]:
    root = category.parent or category
    return (root.position, root.slug, bool(category.parent), category.position, category.slug)


def _capability_order(capability: Capability) -> tuple[Any, ...]:
    group = capability.group
    return (group.position, group.slug, capability.position, capability.slug)


def _project_order(project: Project) -> tuple[int, str]:
    return (project.position, project.slug)


def _link_order(link: Link) -> tuple[Any, ...]:
    return (link.former, link.position, link.kind, link.url)


# ---- how a row is written


def _object(row: models.Model) -> str:
    fields = {field.name: _value(row, field) for field in row._meta.fields if _is_told(row, field)}
    head = f'"model": "{row._meta.label_lower}"'
    if not hasattr(row, "natural_key"):
        head += f', "pk": {json.dumps(row.pk)}'
    if isinstance(row, ON_ONE_LINE):
        return f"  {{{head}, \"fields\": {_json(fields)}}}"
    lines = ",\n".join(f"      {_json(name)}: {_block(value)}" for name, value in fields.items())
    return f"  {{\n    {head},\n    \"fields\": {{\n{lines}\n    }}\n  }}"


def _is_told(row: models.Model, field: models.Field) -> bool:
    """Fields at their default are left out."""
    if field.primary_key or (type(row), field.name) in NEVER_WRITTEN:
        return False
    return bool(field.value_from_object(row) != field.get_default())


def _value(row: models.Model, field: models.Field) -> Any:
    if isinstance(field, models.ForeignKey):
        return getattr(row, field.name).natural_key()
    value = field.value_from_object(row)
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, datetime.date) else value


def _block(value: Any) -> str:
    """A list of objects, such as sources, has one on each line; anything else is one line."""
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        items = ",\n".join(f"        {_json(item)}" for item in value)
        return f"[\n{items}\n      ]"
    return _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
