"""The directory's tables. Nothing here imports views, services or the catalogue."""

from .account import Account, BrowserSession, Passkey
from .act import Act
from .api_token import ApiToken
from .capability import Capability, CapabilityGroup, CapabilityValue
from .category import Category
from .imported import Import
from .invitation import Invitation
from .landscape import Landscape
from .link import Link
from .logo import Logo
from .maintainer import Maintainer, Stewardship
from .merge import Merge
from .notice import MailPreference, Notice
from .old_slug import OldCategorySlug, OldHandle, OldSlug, OldTagSlug
from .outbox import Letter
from .project import Project
from .relation import Relation
from .suggestion import AnswerTemplate, SuggestedChange, Suggestion, SuggestionMessage
from .tag import ProjectTag, Tag
from .webhook import Webhook, WebhookDelivery

__all__ = [
    "Account",
    "Act",
    "AnswerTemplate",
    "ApiToken",
    "BrowserSession",
    "Capability",
    "CapabilityGroup",
    "CapabilityValue",
    "Category",
    "Import",
    "Invitation",
    "Landscape",
    "Letter",
    "Link",
    "Logo",
    "MailPreference",
    "Maintainer",
    "Merge",
    "Notice",
    "OldCategorySlug",
    "OldHandle",
    "OldSlug",
    "OldTagSlug",
    "Passkey",
    "Project",
    "ProjectTag",
    "Relation",
    "Stewardship",
    "SuggestedChange",
    "Suggestion",
    "SuggestionMessage",
    "Tag",
    "Webhook",
    "WebhookDelivery",
]
