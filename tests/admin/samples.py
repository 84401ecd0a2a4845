"""One object of every model that is curated."""

import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model

from directory.models import (
    Capability,
    CapabilityGroup,
    CapabilityValue,
    Category,
    Landscape,
    Link,
    Maintainer,
    OldCategorySlug,
    OldHandle,
    OldSlug,
    OldTagSlug,
    Project,
    ProjectTag,
    Stewardship,
)
from directory.webhooks import keeping
from tests.builders import make_category, make_project, make_relation, make_tag
from tests.webhooks.builders import make_webhook


def make_capability(slug: str = "mtls", **fields: Any) -> Capability:
    if "group" not in fields:
        fields["group"] = CapabilityGroup.objects.get_or_create(
            slug="security",
            defaults={"category": make_category(), "label_zh": "安全", "label_en": "Security"},
        )[0]
    terms = [
        {"slug": "yes", "zh": "支持", "en": "Yes"},
        {"slug": "no", "zh": "不支持", "en": "No"},
    ]
    fields = {"kind": "choice", "terms": terms, "label_zh": slug, "label_en": slug} | fields
    return Capability.objects.create(slug=slug, **fields)


def make_cell(project: Project, capability: Capability, **fields: Any) -> CapabilityValue:
    fields = {"value": ["yes"], "source_url": "https://example.org/"} | fields
    return CapabilityValue.objects.create(
        project=project,
        capability=capability,
        verified=datetime.date(2026, 8, 1),
        **fields,
    )


def make_one_of_each() -> dict[str, Model]:
    """By the model's name."""
    project = make_project("istio", tags=["envoy-based"])
    other = make_project("envoy", category="proxy")
    capability = make_capability()
    maintainer = Maintainer.objects.create(handle="rootsongjc")
    made: list[Model] = [
        Landscape.objects.create(title_zh="服务网格全景图", title_en="Service Mesh Landscape"),
        make_category(),
        make_tag("envoy-based"),
        project,
        ProjectTag.objects.get(),
        Link.objects.create(project=project, kind="homepage", url="https://istio.io/"),
        OldSlug.objects.create(project=project, slug="istio-old"),
        OldCategorySlug.objects.create(category=project.category, slug="mesh"),
        OldTagSlug.objects.create(tag=make_tag("envoy-based"), slug="envoy"),
        OldHandle.objects.create(maintainer=maintainer, slug="jimmysong"),
        make_relation(project, "built-on", other),
        capability.group,
        capability,
        make_cell(project, capability),
        maintainer,
        Stewardship.objects.create(maintainer=maintainer, role="owner", project=project),
    ]
    return {str(item._meta.model_name): item for item in made}


def make_many(*numbers: int) -> None:
    """An object of every model for each number; no two share a category, tag or user."""
    for i in numbers:
        project = make_project(
            f"project-{i}", category=f"category-{i}", tags=[f"tag-{i}", "common"]
        )
        Category.objects.filter(slug=f"category-{i}").update(parent=make_category("root"))
        other = make_project(f"other-{i}", tags=["common"])
        Link.objects.create(project=project, kind="homepage", url="https://example.org/")
        OldSlug.objects.create(project=project, slug=f"old-{i}")
        OldCategorySlug.objects.create(category=project.category, slug=f"old-{i}")
        OldTagSlug.objects.create(tag=make_tag(f"tag-{i}"), slug=f"old-{i}")
        make_relation(project, "built-on", other)
        group = CapabilityGroup.objects.create(
            slug=f"group-{i}", category=project.category, label_zh="组", label_en="Group"
        )
        make_cell(project, make_capability(f"capability-{i}", group=group))
        user = User.objects.create_user(f"user-{i}")
        maintainer = Maintainer.objects.create(handle=f"maintainer-{i}", user=user)
        OldHandle.objects.create(maintainer=maintainer, slug=f"old-{i}")
        Stewardship.objects.create(maintainer=maintainer, role="owner", project=project)
        Stewardship.objects.create(maintainer=maintainer, role="reviewer", category=other.category)
        keeping.send_test(make_webhook(name=f"Webhook {i}"))
