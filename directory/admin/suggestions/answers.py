"""The usual answers, for owners to write and everybody to use."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from directory.admin.lists import ListAdmin
from directory.models import AnswerTemplate


@admin.register(AnswerTemplate)
class AnswerTemplateAdmin(ListAdmin):
    list_display = ["name", "text_zh", "text_en", "position"]
    search_fields = ["title_zh", "title_en", "text_zh", "text_en"]
    fields = [("title_zh", "title_en"), ("text_zh", "text_en"), "position"]

    @admin.display(description=AnswerTemplate._meta.verbose_name)
    def name(self, template: AnswerTemplate) -> str:
        return str(template)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """Django's own: no rows of history are kept of these."""
        return super().history_view(request, object_id, extra_context)
