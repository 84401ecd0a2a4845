"""What the triggers of both databases are made from."""

from typing import NamedTuple

HEARTBEAT = "directory_heartbeat"
CHANGE = "directory_change"


class Watched(NamedTuple):
    """A table whose changes count; `projects` is SQL for the projects that {row} concerns, `shown`
    for those that it concerns when its slug or state changes."""

    table: str
    columns: list[str]
    projects: str | None
    shown: str | None


# The second level of categories is the last one. NEW is a row of directory_category.
THIRD_LEVEL = (
    "NEW.parent_id IS NOT NULL AND (NEW.parent_id = NEW.id "
    "OR EXISTS (SELECT 1 FROM directory_category c WHERE c.parent_id = NEW.id) "
    "OR EXISTS (SELECT 1 FROM directory_category c "
    "WHERE c.id = NEW.parent_id AND c.parent_id IS NOT NULL))"
)
