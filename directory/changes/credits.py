"""By what name whoever changed something is known in public."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from directory.models import Import, Maintainer, Suggestion
from directory.services.history import MergeAct, MergeActs


class Origin(NamedTuple):
    """What tells who changed something: the ids of the login, the suggestion and the import,
    whether a program did it through the API, and the merge of which it is a part."""

    user: int | None
    suggestion: int | None = None
    source: int | None = None
    by_program: bool = False
    merge: MergeAct | None = None


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
    by_program: bool = False


def origin_of(record: Any, merges: MergeActs) -> Origin:
    return Origin(
        record.history_user_id,
        record.from_suggestion,
        record.from_import,
        record.from_token is not None,
        merges.of(record),
    )


def credits(origins: Collection[Origin]) -> dict[Origin, Credit]:
    """Three queries, for however many."""
    suggestions = Suggestion.objects.credits(_known(origin.suggestion for origin in origins))
    files = Import.objects.files(_known(origin.source for origin in origins))
    logins = _known(origin.user for origin in origins)
    logins |= _known(user for _contributor, user, _reason in suggestions.values())
    maintainers = Maintainer.objects.by_user(logins)

    def credit(origin: Origin) -> Credit:
        contributor, suggested_by, reason = suggestions.get(origin.suggestion or 0, ("", None, ""))
        return Credit(
            maintainer=maintainers.get(origin.user or 0),
            an_editor=origin.user is not None,
            suggestion=origin.suggestion,
            reason=reason,
            contributor=contributor,
            suggested_by=maintainers.get(suggested_by or 0),
            file=files.get(origin.source or 0, ""),
            is_import=origin.source is not None,
            by_program=origin.by_program,
        )

    return {origin: credit(origin) for origin in origins}


def _known(ids: Iterable[int | None]) -> set[int]:
    return {each for each in ids if each is not None}
