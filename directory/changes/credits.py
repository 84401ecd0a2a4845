"""By what name whoever changed something is known in public."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from directory.models import Import, Maintainer, Suggestion

# What tells who changed something: the login, the suggestion and the import.
Origin = tuple[int | None, int | None, int | None]


class Credit(NamedTuple):
    """A login without a maintainer is `an_editor`; a suggestion names its contributor or the
    maintainer who suggested it, if there is anybody to name, and has a reason of its own."""

    maintainer: Maintainer | None = None
    an_editor: bool = False
    suggestion: int | None = None
    reason: str = ""
    contributor: str = ""
    suggested_by: Maintainer | None = None
    file: str = ""
    is_import: bool = False


def origin_of(record: Any) -> Origin:
    return record.history_user_id, record.from_suggestion, record.from_import


def credits(origins: Collection[Origin]) -> dict[Origin, Credit]:
    """Three queries, for however many."""
    suggestions = Suggestion.objects.credits(_known(s for _user, s, _import in origins))
    files = Import.objects.files(_known(i for _user, _suggestion, i in origins))
    logins = _known(user for user, *_others in origins)
    logins |= _known(user for _contributor, user, _reason in suggestions.values())
    maintainers = Maintainer.objects.by_user(logins)

    def credit(user: int | None, suggestion: int | None, source: int | None) -> Credit:
        contributor, suggested_by, reason = suggestions.get(suggestion or 0, ("", None, ""))
        return Credit(
            maintainer=maintainers.get(user or 0),
            an_editor=user is not None,
            suggestion=suggestion,
            reason=reason,
            contributor=contributor,
            suggested_by=maintainers.get(suggested_by or 0),
            file=files.get(source or 0, ""),
            is_import=source is not None,
        )

    return {origin: credit(*origin) for origin in origins}


def _known(ids: Iterable[int | None]) -> set[int]:
    return {each for each in ids if each is not None}
