"""Brings the search index up to date with the log of changes, and finds near spellings."""

import threading
from collections.abc import Iterable, Sequence

from django.db import connection, transaction
from rapidfuzz import process
from rapidfuzz.distance import OSA

from directory import search, text
from directory.heartbeat import changes_after
from directory.models import Project
from directory.search import Cursor, Document

BATCH = 500
LAST = 2**62

_background = threading.Lock()


def catch_up(version: int) -> None:
    """Bring the index up to a version of the directory.

    A batch is done at once; what is left after it, say after a bulk load, is done in a thread,
    and searches meanwhile find what is indexed so far.
    """
    if _next_batch(version) and _background.acquire(blocking=False):
        threading.Thread(target=_catch_up_in_background, args=[version], daemon=True).start()


def _catch_up_in_background(version: int) -> None:
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
        if connection.savepoint_ids:
            # Within a transaction PostgreSQL raises the version once only: look at it again.
            done = Cursor(done.version, 0)
        changes = changes_after(done, BATCH)
        index([change.project_id for change in changes])
        more = len(changes) == BATCH
        search.move(Cursor(*changes[-1]) if more else max(done, Cursor(version, LAST)))
    return more


def index(project_ids: Sequence[int]) -> None:
    """Put these projects into the index as they are now; those not published leave it."""
    search.remove(project_ids)
    published = Project.objects.published().for_search().filter(pk__in=project_ids)
    search.write([document(project) for project in published])


def document(project: Project) -> Document:
    tags = [item.tag for item in project.project_tags.all()]
    labels = [word for tag in tags for word in (tag.name, tag.label_zh, *tag.synonyms)]
    category = [project.category.name_zh, project.category.name_en]
    names = [project.name, project.name_zh]
    summaries = [project.summary_zh, project.summary_en]
    details = [
        project.slug,
        project.organization,
        project.organization_zh,
        project.foundation,
        *category,
        project.description_zh,
        project.description_en,
    ]
    return Document(
        project_id=project.pk,
        names=(text.fold(project.name), text.fold(project.name_zh)),
        name=_segment(names),
        tags=_segment([*labels, project.organization, project.organization_zh]),
        summary=_segment(summaries),
        body=_segment(details),
        words=frozenset(_words([*names, *labels, *category], summaries)),
    )


def _segment(texts: Iterable[str]) -> list[str]:
    return [token for part in texts for token in text.segment(part)]


def _words(labels: list[str], texts: list[str]) -> Iterable[str]:
    for part in (*labels, *texts):
        yield from (word for word in text.words(part) if 3 <= len(word) <= text.TOKEN_LENGTH)
    for label in labels:
        folded = text.fold(label)
        if folded and not folded.isascii() and len(folded) <= 20:
            yield folded


def near_spelling(query: str) -> str | None:
    """The query with each unknown word replaced by the nearest word of the index, or None."""
    replaced = [_nearest(part) for part in text.fold(query).split()]
    nearest = " ".join(part for part in replaced if part)
    return nearest if nearest and nearest != text.fold(query) else None


def _nearest(word: str) -> str | None:
    if len(word) < 3 and word.isascii():
        return word
    distance = max(1, len(word) // 3)
    choices = search.vocabulary(len(word) - distance, len(word) + distance)
    found = process.extractOne(word, choices, scorer=OSA.distance, score_cutoff=distance)
    return found[0] if found else None
