"""The people of the community, and what each of them looks after."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.querysets import MaintainerManager, StewardshipManager

from .category import Category
from .project import Project
from .provenance import Records
from .rules import address_rule, one_of, slug_rule, validate_not_former, validate_slug, validate_url


class Maintainer(models.Model):
    """A member of the community who keeps part of the list, with a login or without."""

    handle = models.CharField(
        _("handle"),
        max_length=80,
        unique=True,
        validators=[validate_slug],
        help_text=_("As in the front matter of the list; part of the address."),
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    profile_url = models.CharField(
        _("profile"), max_length=500, blank=True, validators=[validate_url]
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("login"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="maintainer",
    )

    objects = MaintainerManager()
    history = Records()

    class Meta:
        verbose_name = _("maintainer")
        verbose_name_plural = _("maintainers")
        ordering = ["handle"]
        constraints = [
            slug_rule("directory_maintainer_handle", "handle"),
            address_rule("profile_url", "directory_maintainer_http"),
        ]

    def __str__(self) -> str:
        return self.name or self.handle

    def natural_key(self) -> tuple[str]:
        return (self.handle,)

    def get_absolute_url(self) -> str:
        return reverse("directory:maintainer", args=[self.handle])

    def clean(self) -> None:
        validate_not_former(self, "handle")


class Role(models.TextChoices):
    OWNER = "owner", _("Owner")
    REVIEWER = "reviewer", _("Reviewer")


class Stewardship(models.Model):
    """A maintainer's role over one project, one category or, with neither, everything."""

    Role = Role

    maintainer = models.ForeignKey(
        Maintainer,
        verbose_name=_("maintainer"),
        on_delete=models.CASCADE,
        related_name="stewardships",
    )
    role = models.CharField(_("role"), max_length=8, choices=Role)
    category = models.ForeignKey(
        Category,
        verbose_name=_("category"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="stewardships",
    )
    project = models.ForeignKey(
        Project,
        verbose_name=_("project"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="stewardships",
    )

    objects = StewardshipManager()
    history = Records()

    class Meta:
        verbose_name = _("stewardship")
        verbose_name_plural = _("stewardships")
        ordering = ["role", "maintainer__handle", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(category=None) | Q(project=None), name="directory_stewardship_one_scope"
            ),
            one_of("role", Role.values, "directory_stewardship_role"),
            models.UniqueConstraint(
                fields=["maintainer", "role"],
                condition=Q(category=None, project=None),
                name="directory_stewardship_once_of_all",
            ),
            models.UniqueConstraint(
                fields=["maintainer", "role", "category"],
                condition=Q(category__isnull=False),
                name="directory_stewardship_once_of_category",
            ),
            models.UniqueConstraint(
                fields=["maintainer", "role", "project"],
                condition=Q(project__isnull=False),
                name="directory_stewardship_once_of_project",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.scope}"

    @property
    def scope(self) -> str:
        return str(self.project or self.category or _("the whole list"))

    def natural_key(self) -> tuple[tuple[str], str, tuple[str] | None, tuple[str] | None]:
        return (
            self.maintainer.natural_key(),
            self.role,
            self.category.natural_key() if self.category else None,
            self.project.natural_key() if self.project else None,
        )

    natural_key.dependencies = [  # type: ignore[attr-defined]
        "directory.maintainer",
        "directory.category",
        "directory.project",
    ]

    def clean(self) -> None:
        if self.category_id and self.project_id:
            raise ValidationError(_("Choose a category or a project, not both."))
