"""Every reading of the database has a name here; views never spell a filter."""

from .accounts import (
    AccountQuerySet,
    ActQuerySet,
    ApiTokenQuerySet,
    BrowserSessionQuerySet,
    InvitationQuerySet,
    PasskeyQuerySet,
)
from .capabilities import CapabilityManager, CapabilityValueManager
from .community import MaintainerManager, StewardshipManager
from .imports import ImportQuerySet
from .links import LinkManager
from .logos import LogoQuerySet
from .merges import MergeManager
from .natural_keys import SlugManager
from .notices import NoticeQuerySet
from .old_slugs import OldSlugManager
from .outbox import LetterQuerySet
from .projects import ProjectQuerySet
from .relations import RelationManager
from .suggestions import SuggestedChangeQuerySet, SuggestionMessageManager, SuggestionQuerySet
from .taxonomy import CategoryManager, ProjectTagManager, TagManager
from .webhooks import WebhookDeliveryQuerySet, WebhookQuerySet

__all__ = [
    "AccountQuerySet",
    "ActQuerySet",
    "ApiTokenQuerySet",
    "BrowserSessionQuerySet",
    "CapabilityManager",
    "CapabilityValueManager",
    "CategoryManager",
    "ImportQuerySet",
    "InvitationQuerySet",
    "LetterQuerySet",
    "LinkManager",
    "LogoQuerySet",
    "MaintainerManager",
    "MergeManager",
    "NoticeQuerySet",
    "OldSlugManager",
    "PasskeyQuerySet",
    "ProjectQuerySet",
    "ProjectTagManager",
    "RelationManager",
    "SlugManager",
    "StewardshipManager",
    "SuggestedChangeQuerySet",
    "SuggestionMessageManager",
    "SuggestionQuerySet",
    "TagManager",
    "WebhookDeliveryQuerySet",
    "WebhookQuerySet",
]
