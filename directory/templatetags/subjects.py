"""What can be edited, by subject and in the order in which editors look for it, where Django has
one list by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django import template
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from directory.models import (
    Account,
    Act,
    AnswerTemplate,
    ApiToken,
    Capability,
    CapabilityGroup,
    CapabilityValue,
    Category,
    Import,
    Invitation,
    Landscape,
    Letter,
    Link,
    Maintainer,
    OldCategorySlug,
    OldHandle,
    OldSlug,
    OldTagSlug,
    Project,
    ProjectTag,
    Relation,
    Stewardship,
    Suggestion,
    Tag,
    Webhook,
    WebhookDelivery,
)

register = template.Library()

SUBJECTS = (
    (_("Projects"), (Project, Link, Relation, ProjectTag, CapabilityValue)),
    (_("Order of the list"), (Category, Tag, CapabilityGroup, Capability, Landscape)),
    (_("Suggestions and imports"), (Suggestion, AnswerTemplate, Import)),
    (_("People"), (Maintainer, Stewardship, Invitation, Account, User)),
    (_("Connections"), (ApiToken, Webhook, WebhookDelivery)),
    (_("On record"), (Act, Letter, OldSlug, OldCategorySlug, OldTagSlug, OldHandle)),
)


class Subject(NamedTuple):
    name: Any
    models: list[dict[str, Any]]


@register.filter
def by_subject(apps: Iterable[dict[str, Any]]) -> Iterator[Subject]:
    """Of the apps that the admin lists for somebody, who may not see all of it."""
    listed = {model["model"]: model for app in apps for model in app["models"]}
    for name, models in SUBJECTS:
        if found := [listed[model] for model in models if model in listed]:
            yield Subject(name, found)
