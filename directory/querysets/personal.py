"""Readings of everything, for what is known of one person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db.models import CharField, JSONField, Q, QuerySet, TextField
from django.db.models.functions import Cast


def histories() -> Iterator[Any]:
    """The model of every history table."""
    for model in apps.get_app_config("directory").get_models():
        if hasattr(model, "history"):
            yield model.history.model


def reasons_with(history: Any, words: Iterable[str]) -> QuerySet:
    said = Q()
    for word in words:
        said |= Q(history_change_reason__icontains=word)
    found: QuerySet = history.objects.filter(said)
    return found


def records_of(model: Any, pk: Any) -> QuerySet:
    found: QuerySet = model.history.filter(id=pk)
    return found


def with_name(model: Any, username: str) -> QuerySet:
    """Rows of others' tables, which note what was typed as a name."""
    found: QuerySet = model.objects.filter(username=username)
    return found


def letters_to(letter_model: Any, address: str) -> QuerySet:
    found: QuerySet = letter_model.objects.filter(to__iexact=address)
    return found


def invitations_of(invitation_model: Any, account: Any) -> QuerySet:
    """Sent to their address or accepted by them."""
    to_them = Q(account=account) | (Q(email__iexact=account.email) if account.email else Q())
    found: QuerySet = invitation_model.objects.filter(to_them)
    return found


def log_about(act_model: Any, words: Iterable[str]) -> QuerySet:
    """Lines of the log that name somebody."""
    named = Q()
    for word in words:
        named |= Q(object_repr__icontains=word) | Q(change_message__icontains=word)
    found: QuerySet = act_model.objects.filter(named)
    return found


def mentions(words: Iterable[str]) -> Iterator[tuple[Any, str, list[Any]]]:
    """Where any of these words stands in any column of text: model, column, keys of the rows."""
    for model in apps.get_models():
        if model._meta.proxy or not model._meta.managed:
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, CharField | TextField | JSONField):
                said = Q()
                for word in words:
                    said |= Q(said__icontains=word)
                rows = model._base_manager.alias(said=Cast(field.name, TextField())).filter(said)
                if keys := list(rows.order_by("pk").values_list("pk", flat=True)):
                    yield model, field.name, keys
