"""A relation as a sentence about both projects."""

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from directory.models import Project, Relation

_SENTENCES: dict[str, Promise | str] = {
    Relation.Kind.SUCCESSOR_OF: _("{source} succeeded {target}"),
    Relation.Kind.MERGED_INTO: _("{source} was merged into {target}"),
    Relation.Kind.RENAMED_TO: _("{source} was renamed to {target}"),
    Relation.Kind.FORK_OF: _("{source} is a fork of {target}"),
    Relation.Kind.BUILT_ON: _("{source} is built on {target}"),
    Relation.Kind.DATA_PLANE_OF: _("{source} is a data plane of {target}"),
    Relation.Kind.DISTRIBUTION_OF: _("{source} is a distribution of {target}"),
    Relation.Kind.EXTENSION_OF: _("{source} extends {target}"),
    Relation.Kind.IMPLEMENTS: _("{source} implements {target}"),
    Relation.Kind.ALTERNATIVE_TO: _("{source} is an alternative to {target}"),
}


def plain(source: Project, kind: str, target: Project) -> str:
    return str(_SENTENCES[kind]).format(source=source.display_name, target=target.display_name)


def linked(source: Project, kind: str, target: Project) -> SafeString:
    """Both projects lead to their pages."""
    return format_html(str(_SENTENCES[kind]), source=_link(source), target=_link(target))


def _link(project: Project) -> SafeString:
    return format_html('<a href="{}">{}</a>', project.get_absolute_url(), project.display_name)
