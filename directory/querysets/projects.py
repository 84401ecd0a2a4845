"""Readings of projects: which ones. What is read of each stands in project_columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, Subquery, TextField
from django.db.models.functions import Cast

from directory.text import SLUG

from .expressions import Seconds, as_values, is_true
from .project_columns import ProjectColumns

# How many projects are compared with a name that somebody types.
PERHAPS = 200


class ProjectQuerySet(ProjectColumns):
    """Readings of projects. `self.model` stands for Project."""

    model: Any

    def get_by_natural_key(self, slug: str) -> Any:
        return self.get(slug=slug)

    def published(self) -> ProjectQuerySet:
        return self.filter(state=self.model.State.PUBLISHED)

    def known(self) -> ProjectQuerySet:
        """What has a page: published, or withdrawn with an explanation."""
        return self.exclude(state=self.model.State.DRAFT)

    def drafts_among(self, ids: Iterable[int]) -> set[int]:
        """The ids, among these, of what is a draft now."""
        drafts = self.filter(pk__in=set(ids), state=self.model.State.DRAFT)
        return set(drafts.values_list("pk", flat=True))

    def drafts_called(self, slugs: Iterable[str]) -> set[str]:
        """The slugs, among these, of drafts."""
        drafts = self.filter(slug__in=set(slugs), state=self.model.State.DRAFT)
        return set(drafts.values_list("slug", flat=True))

    def never_public(self) -> ProjectQuerySet:
        """Drafts that no reader has ever seen, as far as the history knows."""
        draft = self.model.State.DRAFT
        once = self.model.history.exclude(state=draft).values("id")
        return self.filter(state=draft).exclude(pk__in=once)

    def brought_in_by(self, user: Any) -> ProjectQuerySet:
        """What this user suggested or, where nobody suggested it, added."""
        suggestions = self.model._meta.get_field("suggestions").related_model.objects
        suggested = suggestions.bringing_in(OuterRef("pk"))
        records = self.model.history.filter(id=OuterRef("pk"))
        first = records.order_by("history_date", "history_id").values("history_user")[:1]
        return self.alias(added_by=Subquery(first)).filter(
            Exists(suggested.filter(user=user)) | (~Exists(suggested) & Q(added_by=user.pk))
        )

    def among(self, ids: Iterable[int]) -> ProjectQuerySet:
        """Those with these ids, however many: all of them are one parameter."""
        return self.filter(pk__in=as_values(ids))

    def hidden_with(self, words: Iterable[str]) -> ProjectQuerySet:
        """What is not published, so not in the search index, and has each word in a name, a
        summary or a tag."""
        fields = ["name", "name_zh", "summary_zh", "summary_en"]
        fields += [f"project_tags__tag__{field}" for field in ("name", "label_zh")]
        found = self.exclude(state=self.model.State.PUBLISHED)
        for word in words:
            mentioned = Q()
            for field in fields:
                mentioned |= Q(**{f"{field}__icontains": word})
            found = found.filter(mentioned)
        return found

    def for_catalogue(self, ids: Iterable[int] | None = None) -> Iterable[tuple]:
        """Rows of `catalogue.Row`, read in chunks: a million at once would take 1.6 GB."""
        rows = self.published() if ids is None else self.published().filter(pk__in=ids)
        return (
            rows.order_by("pk")
            .values_list(
                "pk",
                "category_id",
                "status",
                "status_since",
                "license",
                Cast("languages", TextField()),
                "organization",
                "organization_zh",
                "foundation",
                "foundation_via",
                "maturity",
                "featured",
                "name",
                "name_zh",
                "position",
                Seconds("modified"),
                Seconds("created"),
                "started",
                "last_activity",
                *(is_true(~Q(**{field: ""})) for field in ("summary_zh", "summary_en")),
                is_true(~Q(sources=[])),
                Cast("unverified", TextField()),
            )
            .iterator(chunk_size=5_000)
        )

    def in_category(self, slug: str) -> ProjectQuerySet:
        """In a category or one of its subcategories."""
        return self.filter(Q(category__slug=slug) | Q(category__parent__slug=slug))

    def lacking(self, part: str) -> ProjectQuerySet:
        """Without a text, or without any `tags` or `links`."""
        relations = {"tags": "project_tags", "links": "links"}
        if part in relations:
            return self.filter(**{f"{relations[part]}__isnull": True})
        return self.filter(**{part: ""})

    def unverified_in(self, fact: str) -> ProjectQuerySet:
        """With a fact that is marked as not verified."""
        marks = Cast("unverified", TextField())
        return self.alias(marks=marks).filter(marks__contains=f'"{fact}"')

    def with_second_paths(self) -> Any:
        """(id, extra) of what is published and, by a data file of landscape2, stands elsewhere
        too."""
        said = Cast("extra", TextField())
        found = self.published().alias(said=said).filter(said__contains='"second_path"')
        return found.values_list("pk", "extra")

    def for_webhooks(self, ids: Iterable[int]) -> dict[int, Any]:
        """By id, what a message tells of a project."""
        told = ("slug", "name", "name_zh", "state", "status", "category_id")
        return {project.pk: project for project in self.among(ids).only(*told)}

    def for_matrix(self, category: Any, named: Sequence[str] = ()) -> ProjectQuerySet:
        """What editors can say something of: the projects of a category and those below it that
        are not withdrawn, or those of them that are called so."""
        found = self.exclude(state=self.model.State.WITHDRAWN).filter(
            Q(category=category) | Q(category__parent=category)
        )
        called = Q()
        for name in named:
            called |= Q(slug__iexact=name) | Q(name__iexact=name) | Q(name_zh__iexact=name)
        shown = ("slug", "name", "name_zh", "state", "status", "category__parent_id")
        return found.filter(called).select_related("category").only(*shown)

    def by_any_slug(self, slugs: Iterable[str]) -> dict[str, Any]:
        """Rows with `pk` and `slug` of what has a page, by the slug asked for, which it has or once
        had."""
        wanted = {slug for slug in slugs if SLUG.fullmatch(slug)}
        found = self.known().filter(pk__in=self._ids_ever_called(wanted))
        rows = found.values_list("pk", "slug", "old_slugs__slug", named=True)
        former = {row.old_slugs__slug: row for row in rows if row.old_slugs__slug in wanted}
        return former | {row.slug: row for row in rows if row.slug in wanted}

    def with_id(self, pk: int) -> Any:
        """The project with this id, None if there is none."""
        return self.filter(pk=pk).first()

    def locked(self, ids: Iterable[int]) -> dict[int, Any]:
        """By id, those that nobody else saves until the transaction ends; always in one order, so
        that no two wait for each other."""
        rows: Any = self.select_for_update(no_key=True).filter(pk__in=list(ids)).order_by("pk")
        return {project.pk: project for project in rows}

    def last_position(self) -> int:
        return self.aggregate(last=Max("position"))["last"] or 0

    def perhaps_called(self, slug: str, ids: Iterable[int]) -> ProjectQuerySet:
        """Those with these ids, and some whose slug begins like the first word of this one."""
        word = slug.partition("-")[0]
        beginning = word[: max(3, len(word) // 2 + 1)]
        near = self.model.objects.filter(slug__startswith=beginning).order_by("slug").values("pk")
        wanted = Q(pk__in=ids)
        if slug:
            wanted |= Q(slug=slug) | Q(pk__in=near[:PERHAPS])
        shown = ("slug", "name", "name_zh", "state", "status")
        return self.filter(wanted).order_by().only(*shown)

    def ids_by_slug(self, slugs: Iterable[str]) -> dict[str, int]:
        return dict(self.filter(slug__in=set(slugs)).values_list("slug", "pk"))

    def slugs(self) -> Any:
        """(id, slug) of each, by id."""
        return self.order_by("pk").values_list("pk", "slug")

    def once_at(self, slug: str) -> ProjectQuerySet:
        """What had this slug before."""
        return self.filter(old_slugs__slug=slug)

    def by_slug(self, slug: str) -> Any:
        """The project with this slug among these, None if there is none."""
        return self.filter(slug=slug).first()

    def by_old_slug(self, slug: str) -> Any:
        """The project that once had this slug, or has it in another case; None if there is none."""
        return self.known().filter(pk__in=self._ids_ever_called([slug])).first()

    def _ids_ever_called(self, slugs: Iterable[str]) -> Any:
        OldSlug: Any = self.model._meta.get_field("old_slugs").related_model
        return OldSlug.objects.ids_ever_called(slugs)
