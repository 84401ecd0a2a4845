"""Searches at a version of the directory: brings the index up to date with the log of changes."""

import threading
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from django.db import connection, transaction
from pyroaring import BitMap
from rapidfuzz import process
from rapidfuzz.distance import OSA

from directory import outdated, search, text
from directory.heartbeat import LAST, Place, changes_after
from directory.models import Project
from directory.search import Document
from directory.text import Phrase

BATCH = 500
# Each unknown word is compared with a large part of the vocabulary.
PHRASES_CORRECTED = 8

_background = threading.Lock()


def find(phrases: Sequence[Phrase], version: int) -> BitMap:
    """Ids of everything in which all phrases stand, at a version of the directory.

    What is left after a batch, say after a bulk load, is indexed in a thread, and searches
    meanwhile find what is indexed so far.
    """
    found = search.match(phrases)
    if found.version < version or connection.in_atomic_block:
        catch_up(version)
        found = search.match(phrases)
    if found.version < version:
        outdated.was_given()
    return found.ids


def catch_up(version: int) -> None:
    if connection.in_atomic_block:
        _index_transaction(version)
    elif not _background.locked() and _next_batch(version) and _background.acquire(blocking=False):
        threading.Thread(target=_index_the_rest, args=[version], daemon=True).start()


def _index_transaction(version: int) -> None:
    """Within a transaction, whose changes no other thread sees, and whose version PostgreSQL
    raises once only: its projects may have changed again."""
    search.move(min(search.position(), Place(version - 1, LAST)))
    while _next_batch(version):
        pass


def _index_the_rest(version: int) -> None:
    try:
        while _next_batch(version):
            pass
    finally:
        connection.close()
        _background.release()


def _next_batch(version: int) -> bool:
    """Index one batch; whether there is more."""
    with transaction.atomic():
        done = search.position(lock=True)
        changes = changes_after(done, BATCH)
        index([change.project_id for change in changes])
        more = len(changes) == BATCH
        search.move(Place(*changes[-1]) if more else max(done, Place(version, LAST)))
    return more


def index(project_ids: Sequence[int]) -> None:
    """Put these projects into the index as they are now; those not published leave it."""
    search.remove(project_ids)
    published = Project.objects.published().for_search().filter(pk__in=project_ids)
    search.write([document(project) for project in published])


class Label(NamedTuple):
    tokens: list[str]
    words: set[str]


@lru_cache(maxsize=4_096)
def _label(written: str) -> Label:
    """A short text such as a tag's name, which many projects have in common."""
    runs = {run for run in text.runs(written) if 2 <= len(run) <= text.TOKEN_LENGTH}
    return Label(text.segment(written), _words(written) | runs)


def document(project: Project) -> Document:
    tags = [item.tag for item in project.project_tags.all()]
    names = [_label(project.name), _label(project.name_zh)]
    labels = [_label(str(word)) for tag in tags for word in (tag.name, tag.label_zh, *tag.synonyms)]
    category = [_label(project.category.name_zh), _label(project.category.name_en)]
    organization = [_label(project.organization), _label(project.organization_zh)]
    summaries = [project.summary_zh, project.summary_en]
    descriptions = [project.description_zh, project.description_en]
    return Document(
        project_id=project.pk,
        names=(text.fold(project.name), text.fold(project.name_zh)),
        name=_tokens(names),
        tags=_tokens([*labels, *organization]),
        summary=_segment(summaries),
        body=[
            *_segment([project.slug, project.foundation]),
            *_tokens(category),
            *_segment(descriptions),
        ],
        words=frozenset().union(
            *(label.words for label in (*names, *labels, *category)), *map(_words, summaries)
        ),
    )


def _tokens(labels: Iterable[Label]) -> list[str]:
    return [token for label in labels for token in label.tokens]


def _segment(texts: Iterable[str]) -> list[str]:
    return [token for part in texts for token in text.segment(part)]


def _words(part: str) -> set[str]:
    return {word for word in text.words(part) if 3 <= len(word) <= text.TOKEN_LENGTH}


def near_spelling(query: str) -> str | None:
    """The query with each unknown word replaced by the nearest word of the index, or None."""
    if len(text.phrases(query)) > PHRASES_CORRECTED:
        return None
    nearest = text.with_words(query, _nearest)
    return nearest if nearest != text.fold(query) else None


def _nearest(word: str) -> str:
    """The word itself if it is known, too short, or too far from all others."""
    if len(word) < 2 or search.match(text.phrases(word)).ids:
        return word
    distance = max(1, len(word) // 3)
    choices = search.vocabulary(len(word) - distance, len(word) + distance)
    found = process.extractOne(word, choices, scorer=OSA.distance, score_cutoff=distance)
    return found[0] if found else word
