"""How much of a project is read, by what it is read for."""

from __future__ import annotations

from typing import Any, Self

from django.db.models import QuerySet


class ProjectColumns(QuerySet):
    """Of the projects that were found, the columns that are wanted, and few others."""

    def for_cards(self) -> Self:
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

    def for_feeds(self) -> Self:
        """All that an entry of a feed says but the category, tags and successor, which the
        catalogue knows."""
        told = ("slug", "name", "name_zh", "category_id", "summary_zh", "summary_en", "license")
        status = ("status", "status_since", "status_note_zh", "status_note_en", "unverified")
        return self.only(*told, *status, "state", "created", "modified")

    def for_mentions(self) -> Self:
        return self.only("slug", "name", "name_zh", "status", "state")

    def for_tiles(self) -> Self:
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

    def for_search(self) -> Self:
        """All that search looks at."""
        return self.select_related("category").prefetch_related("project_tags__tag", "links")

    def for_admin_list(self) -> Self:
        return self.select_related("category").prefetch_related("project_tags__tag")

    def for_logos(self) -> dict[str, dict[str, Any]]:
        """By slug: keys of the project and its logo, and which logo it is."""
        columns = ("pk", "logo__pk", "logo__digest", "logo__name")
        return {row.pop("slug"): row for row in self.values("slug", *columns).iterator()}

    def for_landscape2(self) -> Self:
        """All that an item of landscape2 says."""
        shown = self.select_related("logo").prefetch_related("links")
        return shown.only(
            "logo__digest",
            "logo__media_type",
            "slug",
            "name",
            "category_id",
            "summary_zh",
            "summary_en",
            "license",
            "organization",
            "maturity",
            "featured",
            "foundation_dates",
            "extra",
        )

    def for_comparison(self) -> Self:
        """All that stands in a comparison but category and tags, which the catalogue knows."""
        long = ["logo__data", "description_zh", "description_en", "extra"]
        return self.select_related("logo").defer(*long)

    def for_page(self) -> Self:
        return self.select_related("category__parent")
