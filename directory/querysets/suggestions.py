"""Readings of suggestions: what waits for whom, what was sent from where, what is junk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import (
    BooleanField,
    Case,
    Exists,
    Manager,
    OuterRef,
    Q,
    QuerySet,
    When,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Left, Lower

# Characters of a reason that a history shows; the whole is on the page of the suggestion.
REASON_LENGTH = 300


class SuggestionQuerySet(QuerySet):
    """Readings of suggestions. `self.model` stands for Suggestion."""

    model: Any

    def open(self) -> SuggestionQuerySet:
        return self.filter(state__in=self.model.OPEN)

    def quarantined(self) -> SuggestionQuerySet:
        return self.filter(state=self.model.State.QUARANTINED)

    def by_id(self, pk: int) -> Any:
        """The suggestion with this id, None if there is none."""
        return self.filter(pk=pk).first()

    def decided_by_id(self, pk: int) -> Any:
        """The suggestion with this id, None if it was never decided: it is nobody else's yet."""
        found = self.filter(pk=pk, state__in=self.model.DECIDED)
        return found.select_related("project", "decided_by").first()

    def take_turns(self) -> None:
        """Whoever asks for this waits until the transactions of those who did before have ended. On
        SQLite only one transaction writes in any case."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                table = self.model._meta.db_table
                cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [table])

    def locked(self, pk: int) -> Any:
        """A suggestion that nobody else decides on until the transaction ends; None if it is
        gone."""
        # PostgreSQL reads a row again that it had to wait for, but not what is joined to it.
        found = self.select_for_update().filter(pk=pk).order_by().values_list("pk", flat=True)
        people = ("assignee__user", "user", "decided_by")
        return (
            self.select_related("project", "category", *people).filter(pk__in=list(found)).first()
        )

    def locked_junk(self) -> list[int]:
        """The ids of what is in quarantine, kept there until the transaction ends."""
        found = self.quarantined().select_for_update().order_by()
        return list(found.values_list("pk", flat=True))

    def for_queue(self) -> SuggestionQuerySet:
        """All that a list of suggestions shows."""
        places = ("project__category__parent", "category__parent")
        return self.select_related(
            *places, "assignee__user", "user", "decided_by"
        ).prefetch_related("changes")

    def on_the_desk_of(self, user: Any, mine: QuerySet, manned: QuerySet) -> SuggestionQuerySet:
        """What waits for an editor whose stewardships are `mine`: what is assigned to them, and of
        the rest that to which nobody is nearer among `manned`, the stewardships of all who can
        enter the admin. What is left to the whole list is on the desks of superusers, too."""
        return self.filter(self._on_the_desk(user, mine, manned))

    def with_desk_of(self, user: Any, mine: QuerySet, manned: QuerySet) -> SuggestionQuerySet:
        """All, and for each whether it is on that desk."""
        is_there = When(self._on_the_desk(user, mine, manned), then=True)
        # What has no assignee is neither there nor not there, until it is said that it is not.
        return self.annotate(on_desk=Case(is_there, default=False, output_field=BooleanField()))

    def on_desk(self) -> SuggestionQuerySet:
        """Of `with_desk_of`."""
        return self.filter(on_desk=True)

    def _on_the_desk(self, user: Any, mine: QuerySet, manned: QuerySet) -> Q:
        waiting, nobody_nearer = Q(assignee__user=user), Q(assignee=None)
        for place, ways in _PLACES:
            waiting |= nobody_nearer & _looked_after(mine, place, ways)
            nobody_nearer &= ~_looked_after(manned, place, ways)
        if user.is_superuser:
            waiting |= nobody_nearer
        else:
            waiting |= nobody_nearer & Q(Exists(mine.filter(project=None, category=None)))
        return Q(state__in=self.model.OPEN) & waiting

    def in_state(self, state: str) -> SuggestionQuerySet:
        return self.filter(state=state)

    def made_by(self, user: Any) -> SuggestionQuerySet:
        return self.filter(user=user)

    def in_category(self, slug: str) -> SuggestionQuerySet:
        """About a project of this category or of one below it, or a new one there."""
        found = Q()
        for way in ("project__category", "category"):
            found |= Q(**{f"{way}__slug": slug}) | Q(**{f"{way}__parent__slug": slug})
        return self.filter(found)

    def assigned_to(self, user: Any) -> SuggestionQuerySet:
        return self.filter(assignee__user=user)

    def unassigned(self) -> SuggestionQuerySet:
        return self.filter(assignee=None)

    def assigned(self) -> SuggestionQuerySet:
        return self.exclude(assignee=None)

    def next_to(self, suggestion: Any) -> tuple[Any, Any]:
        """The ids of the last one before and of the first one after, in the order of their age;
        None where there is none."""
        created, pk = suggestion.created, suggestion.pk
        before = Q(created__lt=created) | Q(created=created, pk__lt=pk)
        after = Q(created__gt=created) | Q(created=created, pk__gt=pk)
        ids = self.order_by("created", "pk").values_list("pk", flat=True)
        return ids.filter(before).last(), ids.filter(after).first()

    def among(self, ids: Iterable[int]) -> SuggestionQuerySet:
        return self.filter(pk__in=list(ids))

    def sent_from(self, address_key: str, since: datetime) -> SuggestionQuerySet:
        return self.filter(address_key=address_key, created__gte=since)

    def with_email(self, email: str) -> SuggestionQuerySet:
        return self.filter(email__iexact=email)

    def sent_by(self, user: Any, since: datetime) -> SuggestionQuerySet:
        return self.filter(user=user, created__gte=since)

    def about(self, kind: str, project: Any) -> SuggestionQuerySet:
        return self.filter(kind=kind, project=project).prefetch_related("changes")

    def of_person(self, word: str) -> SuggestionQuerySet:
        """By somebody of this email or, as it is to be credited, this name."""
        return self.filter(Q(email__iexact=word) | Q(contributor__iexact=word))

    def credits(self, ids: Iterable[int]) -> dict[int, tuple[str, int | None, str]]:
        """By id: the name to credit, the editor's id if it was one who suggested, and how the
        reason begins."""
        rows = self.filter(pk__in=set(ids)).values_list(
            "pk", "contributor", "user_id", Left("reason", REASON_LENGTH)
        )
        return {pk: credited for pk, *credited in rows}

    def undecided(self) -> SuggestionQuerySet:
        """Open or in quarantine."""
        return self.filter(state__in=[*self.model.OPEN, self.model.State.QUARANTINED])

    def sent_by_strangers(self, since: datetime) -> SuggestionQuerySet:
        return self.filter(user=None, created__gte=since)

    def time_of_last_but(self, number: int) -> datetime | None:
        """When the one was made after which there are this many newer ones, if there are."""
        times = self.order_by("-created").values_list("created", flat=True)
        return next(iter(times[number : number + 1]), None)

    def with_old_address_keys(self, before: datetime) -> SuggestionQuerySet:
        return self.filter(created__lt=before).exclude(address_key="")

    def of_new_projects(self) -> SuggestionQuerySet:
        return self.open().filter(kind=self.model.Kind.NEW)

    def bringing_in(self, project: Any) -> SuggestionQuerySet:
        """What a project began as, if it was suggested."""
        return self.filter(kind=self.model.Kind.NEW, project=project)

    def called_or_at(self, name: str, spellings: Iterable[str]) -> SuggestionQuerySet:
        """With this name in any case, or an address that in lower case is one of these."""
        named = Q(name__iexact=name) if name else Q(pk=None)
        changes = self.model._meta.get_field("changes").related_model.objects
        at = changes.adding_links(spellings)
        return self.filter(named | Exists(at.filter(suggestion=OuterRef("pk"))))


# What a stewardship can be over, nearest first, and how a suggestion leads there: a new project has
# the category that was suggested.
_PLACES = (
    ("project", ("project",)),
    ("category", ("project__category", "category")),
    ("category", ("project__category__parent", "category__parent")),
)


def _looked_after(stewardships: QuerySet, place: str, ways: Iterable[str]) -> Q:
    """Whether one of the stewardships is over what one of the ways leads to."""
    found = Q()
    for way in ways:
        found |= Q(Exists(stewardships.filter(**{place: OuterRef(way)})))
    return found


class SuggestedChangeQuerySet(QuerySet):
    """Readings of changes. `self.model` stands for SuggestedChange."""

    model: Any

    def pending(self) -> SuggestedChangeQuerySet:
        return self.filter(decision=self.model.Decision.PENDING)

    def by_suggestion(self, ids: Iterable[int]) -> dict[int, list[Any]]:
        found: dict[int, list[Any]] = defaultdict(list)
        changes: Iterable[Any] = self.filter(suggestion__in=list(ids))
        for change in changes:
            found[change.suggestion_id].append(change)
        return dict(found)

    def adding_links(self, spellings: Iterable[str]) -> SuggestedChangeQuerySet:
        """Links with an address that in lower case is one of these."""
        urls = self.filter(field="links").alias(url=Lower(KT("item__1")))
        return urls.filter(url__in=list(spellings))


class SuggestionMessageManager(Manager):
    def last_question(self, suggestion: Any) -> Any:
        """What editors asked last; None if they never did."""
        return self.filter(suggestion=suggestion, by_contributor=False).last()

    def of(self, suggestion: Any) -> QuerySet:
        return self.filter(suggestion=suggestion).select_related("author")

    def by_suggestion(self, ids: Iterable[int]) -> dict[int, list[Any]]:
        found: dict[int, list[Any]] = defaultdict(list)
        messages: Iterable[Any] = self.filter(suggestion__in=list(ids))
        for message in messages:
            found[message.suggestion_id].append(message)
        return dict(found)

    def by_contributor_of(self, suggestion: Any) -> QuerySet:
        return self.filter(suggestion=suggestion, by_contributor=True)
