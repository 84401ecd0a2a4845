"""Where changes on record come from: each row of history may name a suggestion, an import or a
merge, and the token of the program that sent it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple

from django.db import models
from simple_history.models import HistoricalRecords


class Origin(NamedTuple):
    """The ids of the suggestion that was accepted, of the import that was taken in, of the token
    with which a program did it through the API, of the merge that was made or undone."""

    suggestion: int | None = None
    source: int | None = None
    token: int | None = None
    merge: int | None = None


_NOWHERE = Origin()
_origin: ContextVar[Origin] = ContextVar("origin", default=_NOWHERE)


@contextmanager
def coming_from(
    *,
    suggestion: int | None = None,
    source: int | None = None,
    token: int | None = None,
    merge: int | None = None,
) -> Iterator[None]:
    """All that is saved meanwhile goes on record as coming from there; what a program decides comes
    from the suggestion and from its token."""
    around = _origin.set(Origin(suggestion, source, token or _origin.get().token, merge))
    try:
        yield
    finally:
        _origin.reset(around)


def origin() -> Origin:
    """Of what is saved now."""
    return _origin.get()


def _suggestion() -> int | None:
    return _origin.get().suggestion


def _source() -> int | None:
    return _origin.get().source


def _token() -> int | None:
    return _origin.get().token


def _merge() -> int | None:
    return _origin.get().merge


class Provenance(models.Model):
    """Columns of every history table. They are no foreign keys, so that nothing that goes has to
    look through all of history first."""

    from_suggestion = models.BigIntegerField(null=True, default=_suggestion, editable=False)
    from_import = models.BigIntegerField(null=True, default=_source, editable=False)
    from_token = models.BigIntegerField(null=True, default=_token, editable=False)
    from_merge = models.BigIntegerField(null=True, default=_merge, editable=False)

    class Meta:
        abstract = True


class Records(HistoricalRecords):
    """The history of a model, with where each change came from."""

    def __init__(self, **options: Any):
        super().__init__(bases=[Provenance], **options)

    def get_meta_options(self, model: Any) -> dict[str, Any]:
        """With an index that has what no import wrote by time, and what an import wrote."""
        name = f"{model._meta.model_name[:18]}_origin_time"
        index = models.Index(fields=["from_import", "history_date"], name=name)
        return {**super().get_meta_options(model), "indexes": [index]}
