"""What a query string asks to be taken away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from pyroaring import BitMap

from directory.panorama import PanoramaBrowse


class Taking(PanoramaBrowse):
    """Everything that the list or, with its group of categories, the panorama finds; one page of it
    if a page is asked for."""

    parameters = (*PanoramaBrowse.parameters, "page")

    @cached_property
    def ids(self) -> BitMap:
        found = self.selection.ids
        if self.group is None:
            return found
        categories = self.catalogue.choices["category"]
        return found & BitMap.union(BitMap(), *(categories[c] for c in self.group["categories"]))

    @cached_property
    def taken(self) -> Sequence[int]:
        return self.page_ids if self.is_paged else self.all_ids

    @property
    def is_paged(self) -> bool:
        return "page" in self.asked

    @property
    def following_url(self) -> str | None:
        return self.next_url if self.is_paged else None

    @property
    def people_url(self) -> str:
        """The page that shows the same."""
        if self.group:
            path, query = reverse("directory:map"), self.query()
        else:
            path = reverse("directory:project_list")
            query = self.query(page=self.asked.get("page"), show=None, size=None)
        return f"{path}?{query}" if query else path

    @property
    def asked_in_words(self) -> list[str]:
        if self.group is None:
            return super().asked_in_words
        label = self.filter.form.fields["group"].label
        said = _("%(facet)s: %(values)s") % {"facet": label, "values": self.group_label}
        return [said, *super().asked_in_words]
