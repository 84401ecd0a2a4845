"""Searches at a version of the directory: brings the index up to date with the log of changes."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from django.db import connection, transaction
from pyroaring import BitMap

from directory import outdated, search, text
from directory.heartbeat import LAST, Place, changes_after
from directory.models import Project
from directory.search import Document, Origin
from directory.services import spelling
from directory.text import Phrase

BATCH = 500

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


def is_at_work() -> bool:
    """Whether a thread of this process still indexes what a bulk load left."""
    return _background.locked()


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
    key: str
    tokens: list[str]
    words: frozenset[str]


@lru_cache(maxsize=4_096)
def _label(written: str) -> Label:
    """A short text such as a tag's name, which many projects have in common."""
    return Label(text.key(written), text.segment(written), spelling.words_of_label(written))


def document(project: Project) -> Document:
    tags = [item.tag for item in project.project_tags.all()]
    names = [_label(project.name), _label(project.name_zh)]
    aliases = [_label(alias) for alias in (project.slug, *_repositories(project))]
    labels = [_label(str(word)) for tag in tags for word in (tag.name, tag.label_zh, *tag.synonyms)]
    category = [_label(project.category.name_zh), _label(project.category.name_en)]
    organization = [_label(project.organization), _label(project.organization_zh)]
    summaries = [project.summary_zh, project.summary_en]
    descriptions = [project.description_zh, project.description_en]
    return Document(
        project_id=project.pk,
        names=(names[0].key, names[1].key),
        aliases=frozenset(alias.key for alias in aliases),
        standing=_standing(project),
        position=project.position,
        name=_tokens([*names, *aliases]),
        category=_tokens(category),
        tags=_tokens([*labels, *organization]),
        summary=_segment(summaries),
        body=_segment([project.foundation, *descriptions]),
        words=(
            dict.fromkeys(spelling.words_of_prose(summaries), Origin.TEXT)
            | dict.fromkeys(_words([*labels, *category]), Origin.TAG)
            | dict.fromkeys(_words([*names, *aliases]), Origin.NAME)
        ),
    )


def _standing(project: Project) -> int:
    """What is looked after comes before what nobody knows of, and that before what has ended."""
    if project.is_ended:
        return 2
    return 0 if project.status in {Project.Status.ACTIVE, Project.Status.MAINTENANCE} else 1


def _repositories(project: Project) -> list[str]:
    """What its repositories are called: the last part of each address."""
    addresses = [
        link.url
        for link in project.links.all()
        if link.kind == link.Kind.REPOSITORY and not link.former
    ]
    paths = [urlsplit(address).path.rstrip("/") for address in addresses]
    return [path.rpartition("/")[2].removesuffix(".git") for path in paths]


def _words(labels: Iterable[Label]) -> Iterator[str]:
    return (word for label in labels for word in label.words)


def _tokens(labels: Iterable[Label]) -> list[str]:
    return [token for label in labels for token in label.tokens]


def _segment(texts: Iterable[str]) -> list[str]:
    return [token for part in texts for token in text.segment(part)]
