"""Every reading of the database has a name here; views never spell a filter."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    Manager,
    Min,
    OuterRef,
    Q,
    QuerySet,
    TextField,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from directory.text import SLUG


class Seconds(Func):
    """A point in time as whole seconds since 1970, computed by the database."""

    output_field = BigIntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        # Without its fraction, which SQLite would round to milliseconds and perhaps up.
        template = "CAST(strftime('%%%%s', substr(%(expressions)s, 1, 19)) AS integer)"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "CAST(floor(extract(epoch FROM %(expressions)s)) AS bigint)"
        return self.as_sql(compiler, connection, template=template, **context)


class ProjectQuerySet(QuerySet):
    """Readings of projects. `self.model` stands for Project."""

    model: Any

    def get_by_natural_key(self, slug: str) -> Any:
        return self.get(slug=slug)

    def published(self) -> ProjectQuerySet:
        return self.filter(state=self.model.State.PUBLISHED)

    def known(self) -> ProjectQuerySet:
        """What has a page: published, or withdrawn with an explanation."""
        return self.exclude(state=self.model.State.DRAFT)

    def never_public(self) -> ProjectQuerySet:
        """Drafts that no reader has ever seen, as far as the history knows."""
        draft = self.model.State.DRAFT
        once = self.model.history.exclude(state=draft).values("id")
        return self.filter(state=draft).exclude(pk__in=once)

    def among(self, ids: Iterable[int]) -> ProjectQuerySet:
        """Those with these ids, however many: all of them are one parameter."""
        values = {
            "sqlite": "SELECT value FROM json_each(%s)",
            "postgresql": "SELECT value::bigint FROM json_array_elements_text(%s::json)",
        }[connection.vendor]
        return self.filter(pk__in=RawSQL(values, [json.dumps(list(ids))]))

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

    def for_cards(self) -> ProjectQuerySet:
        """All that a card or row shows but the category and tags, which the catalogue knows."""
        return self.select_related("logo").only(
            "logo__digest",
            "logo__media_type",
            "slug",
            "name",
            "name_zh",
            "category_id",
            "summary_zh",
            "summary_en",
            "status",
            "status_since",
            "last_activity",
            "license",
            "languages",
            "organization",
            "organization_zh",
            "foundation",
            "foundation_via",
            "maturity",
            "unverified",
            "state",
        )

    def for_tiles(self) -> ProjectQuerySet:
        """All that a tile of the panorama shows but its size and successor, which the catalogue
        knows."""
        return self.select_related("logo").only(
            "logo__digest",
            "logo__media_type",
            "slug",
            "name",
            "name_zh",
            "category_id",
            "status",
            "foundation",
            "foundation_via",
            "maturity",
        )

    def for_search(self) -> ProjectQuerySet:
        """All that search looks at."""
        return self.select_related("category").prefetch_related("project_tags__tag", "links")

    def for_catalogue(self, ids: Iterable[int] | None = None) -> Iterable[tuple]:
        """Rows of `catalogue.Row`, read in chunks: a million at once would take 1.6 GB."""
        rows = self.published() if ids is None else self.published().filter(pk__in=ids)
        return (
            rows.order_by("pk")
            .values_list(
                "pk",
                "category_id",
                "status",
                "license",
                Cast("languages", TextField()),
                "organization",
                "organization_zh",
                "foundation",
                "foundation_via",
                "maturity",
                "featured",
                "name",
                "position",
                Seconds("modified"),
                Seconds("created"),
                "started",
            )
            .iterator(chunk_size=5_000)
        )

    def for_census(self) -> Iterable[tuple]:
        """Rows of `statistics.census.Row`."""
        links = self.model._meta.get_field("links").related_model.objects
        return (
            self.published()
            .order_by()
            .values_list(
                "pk",
                "status",
                "started",
                "status_since",
                "last_activity",
                "created",
                *(_is_true(~Q(**{field: ""})) for field in ("summary_zh", "summary_en")),
                _is_true(~Q(sources=[])),
                *(Exists(links.of_kind(kind)) for kind in ("homepage", "repository")),
                Cast("unverified", TextField()),
            )
            .iterator(chunk_size=5_000)
        )

    def for_admin_list(self) -> ProjectQuerySet:
        return self.select_related("category").prefetch_related("project_tags__tag")

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

    def for_logos(self) -> dict[str, dict[str, Any]]:
        """By slug: keys of the project and its logo, and which logo it is."""
        columns = ("pk", "logo__pk", "logo__digest", "logo__name")
        return {row.pop("slug"): row for row in self.values("slug", *columns).iterator()}

    def for_comparison(self) -> ProjectQuerySet:
        """All that stands in a comparison but category and tags, which the catalogue knows."""
        long = ["logo__data", "description_zh", "description_en", "extra"]
        return self.select_related("logo").defer(*long)

    def for_matrix(self, category: Any, named: Sequence[str] = ()) -> ProjectQuerySet:
        """What editors can say something of: the projects of a category and those below it that
        are not withdrawn, or those of them that are called so."""
        found = self.exclude(state=self.model.State.WITHDRAWN).filter(
            Q(category=category) | Q(category__parent=category)
        )
        called = Q()
        for name in named:
            called |= Q(slug__iexact=name) | Q(name__iexact=name) | Q(name_zh__iexact=name)
        return found.filter(called).only("slug", "name", "name_zh", "state", "status")

    def for_page(self) -> ProjectQuerySet:
        return self.select_related("category__parent")

    def by_any_slug(self, slugs: Iterable[str]) -> dict[str, Any]:
        """Rows with `pk` and `slug` of what has a page, by the slug asked for, which it has or once
        had."""
        wanted = {slug for slug in slugs if SLUG.fullmatch(slug)}
        rows = (
            self.known()
            .filter(Q(slug__in=wanted) | Q(old_slugs__slug__in=wanted))
            .values_list("pk", "slug", "old_slugs__slug", named=True)
        )
        former = {row.old_slugs__slug: row for row in rows if row.old_slugs__slug in wanted}
        return former | {row.slug: row for row in rows if row.slug in wanted}

    def by_slug(self, slug: str) -> Any:
        """The project with this slug among these, None if there is none."""
        return self.filter(slug=slug).first()

    def by_old_slug(self, slug: str) -> Any:
        """The project that once had this slug, or has it in another case; None if there is none."""
        return self.known().filter(Q(old_slugs__slug=slug) | Q(slug=slug)).first()


class SlugManager(Manager):
    """Objects whose slug is their natural key."""

    def get_by_natural_key(self, slug: str) -> Any:
        return self.get(slug=slug)


class CategoryManager(SlugManager):
    def with_capabilities(self) -> QuerySet:
        """Those whose projects can be compared by what they can do."""
        return self.filter(capability_groups__capabilities__isnull=False).distinct()

    def compared(self) -> QuerySet:
        """Those of whose matrix a cell at least is recorded."""
        return self.filter(capability_groups__capabilities__values__isnull=False).distinct()


class ProjectTagManager(Manager):
    def get_by_natural_key(self, project: Iterable[str], tag: Iterable[str]) -> Any:
        return self.get(content_object__slug=_only(project), tag__slug=_only(tag))

    def pairs(self, project_ids: Iterable[int]) -> QuerySet:
        """(tag id, project id) of some projects."""
        return self.filter(content_object_id__in=list(project_ids)).values_list(
            "tag_id", "content_object_id"
        )

    def project_ids_by_tag(self) -> Iterable[tuple[int, list[int]]]:
        """(tag id, project ids), one row a tag: half a million rows would take a second."""
        array = {"sqlite": "json_group_array", "postgresql": "json_agg"}[connection.vendor]
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT tag_id, {array}(project_id) "
                f"FROM {self.model._meta.db_table} GROUP BY tag_id"
            )
            for tag_id, ids in cursor.fetchall():
                yield tag_id, json.loads(ids) if isinstance(ids, str) else ids


class LinkManager(Manager):
    def get_by_natural_key(self, project: Iterable[str], kind: str, url: str) -> Any:
        return self.get(project__slug=_only(project), kind=kind, url=url)

    def of_projects(self, project_ids: Iterable[int]) -> QuerySet:
        return self.filter(project__in=list(project_ids))

    def of_kind(self, kind: str) -> QuerySet:
        """Present links of a kind of the project that an outer query reads."""
        return self.filter(project=OuterRef("pk"), kind=kind, former=False)


class RelationManager(Manager):
    model: Any

    def get_by_natural_key(self, source: Iterable[str], kind: str, target: Iterable[str]) -> Any:
        return self.get(source__slug=_only(source), kind=kind, target__slug=_only(target))

    def for_successors(self, ids: Iterable[int] | None = None) -> Iterable[tuple[str, int, int]]:
        """(kind, source, target) of relations by which one project takes another's place, among
        published projects; `ids` limits them to those that touch these projects."""
        kind = self.model.Kind
        found = self.filter(
            kind__in=[kind.SUCCESSOR_OF, kind.MERGED_INTO, kind.RENAMED_TO],
            source__state="published",
            target__state="published",
        )
        if ids is not None:
            found = found.filter(Q(source__in=ids) | Q(target__in=ids))
        return found.order_by("pk").values_list("kind", "source_id", "target_id")

    def successor_of(self, project: Any) -> int | None:
        """The id of the published project that took the place of one that need not be published."""
        kind = self.model.Kind
        into = self.filter(source=project, kind__in=[kind.MERGED_INTO, kind.RENAMED_TO])
        after = self.filter(target=project, kind=kind.SUCCESSOR_OF)
        return (
            into.filter(target__state="published").values_list("target_id", flat=True).first()
            or after.filter(source__state="published").values_list("source_id", flat=True).first()
        )

    def ends(self) -> QuerySet:
        """(id, kind, source, target) of every relation."""
        return self.order_by().values_list("pk", "kind", "source_id", "target_id")

    def of(self, project: Any) -> QuerySet:
        """Relations in which a project stands, from either side, other ends published."""
        return self.filter(
            Q(source=project, target__state="published")
            | Q(target=project, source__state="published")
        ).order_by("kind", "since", "id")


class CapabilityManager(SlugManager):
    def for_matrix(self, category_ids: Iterable[int], also: Iterable[int] = ()) -> QuerySet:
        """The capabilities of categories, and some others, as they stand below one another."""
        return (
            self.filter(Q(group__category__in=list(category_ids)) | Q(pk__in=list(also)))
            .select_related("group")
            .order_by(
                "group__category__position",
                "group__position",
                "group__slug",
                "position",
                "slug",
            )
        )


class CapabilityValueManager(Manager):
    def get_by_natural_key(self, project: Iterable[str], capability: Iterable[str]) -> Any:
        return self.get(project__slug=_only(project), capability__slug=_only(capability))

    def of(self, project: Any) -> QuerySet:
        return self.filter(project=project).select_related("capability__group")

    def of_projects(self, project_ids: Iterable[int]) -> QuerySet:
        return self.filter(project__in=list(project_ids)).order_by("pk")

    def verified(self) -> QuerySet:
        """(project id, date) of every value with a date at which its source was read."""
        found = self.filter(verified__isnull=False, project__state="published")
        return found.order_by().values_list("project_id", "verified")

    def project_ids(self, category_ids: Iterable[int]) -> QuerySet:
        """Projects with a value of any capability of these categories."""
        found = self.filter(capability__group__category__in=list(category_ids))
        return found.order_by().values_list("project_id", flat=True).distinct()


class LogoQuerySet(QuerySet):
    def of(self, slug: str) -> Any:
        """The logo of a project, by the project's slug, or None."""
        return self.filter(project__slug=slug).select_related("project").first()

    def for_files(self, project_ids: Iterable[int] | None) -> Iterable[Any]:
        """Of these projects or of all, few at a time, for pictures are large."""
        found = self if project_ids is None else self.filter(project__in=project_ids)
        return found.select_related("project").order_by("pk").iterator(chunk_size=100)


class MaintainerManager(Manager):
    def get_by_natural_key(self, handle: str) -> Any:
        return self.get(handle=handle)

    def for_list(self) -> QuerySet:
        """Owners first, with what each looks after."""
        return (
            self.annotate(first_role=Min("stewardships__role"))
            .order_by("first_role", "handle")
            .prefetch_related("stewardships__category", "stewardships__project")
        )


class StewardshipManager(Manager):
    def get_by_natural_key(
        self,
        maintainer: Iterable[str],
        role: str,
        category: Iterable[str] | None,
        project: Iterable[str] | None,
    ) -> Any:
        scope: dict[str, Any] = {
            "category": None if category is None else category,
            "project": None if project is None else project,
        }
        conditions = {
            f"{name}__slug" if key else name: _only(key) if key else None
            for name, key in scope.items()
        }
        return self.get(maintainer__handle=_only(maintainer), role=role, **conditions)

    def of(self, project: Any) -> QuerySet:
        """Who looks after a project: its own stewards, its category's, the whole list's."""
        categories = [project.category_id]
        if project.category.parent_id:
            categories.append(project.category.parent_id)
        return self.filter(
            Q(project=project) | Q(category_id__in=categories) | Q(project=None, category=None)
        ).select_related("maintainer")


class TagManager(SlugManager):
    def in_use(self) -> QuerySet:
        return self.annotate(
            uses=Count("project_tags", filter=Q(project_tags__content_object__state="published"))
        )


class ImportQuerySet(QuerySet):
    """Readings of imports. `self.model` stands for Import."""

    model: Any

    def prepared(self) -> ImportQuerySet:
        """What waits for somebody to confirm it."""
        return self.filter(state=self.model.State.PREPARED)

    def for_admin_list(self) -> ImportQuerySet:
        """Without the files and long reports, but with how much each changed."""
        return self.defer("compressed", "entries", "report").annotate(counts=F("report__counts"))

    def latest_done(self, format: str, file: str) -> Any:
        """The last file of a format that was taken in, of this name if there was one; or None."""
        done = self.filter(format=format, state="done")
        return done.filter(file=file).first() or done.first()


def _is_true(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, output_field=BooleanField())


def _only(key: Iterable[str]) -> str:
    (value,) = key
    return value
