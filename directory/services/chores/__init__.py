"""What there is to do in the directory, for somebody who looks after a part of it or all of it.

`kinds.KINDS` are the kinds of it: what each is about, what it goes by, and its rows on somebody's
`Desk`, oldest first. Which form a row has, and how it is saved, is the admin's business.

Dead links are those that readers report. Links that the site itself finds dead would be a kind of
their own, with a named reading of where their checks are kept.
"""

from .desk import Desk
from .kinds import KINDS, TEXTS, Chore

__all__ = ["KINDS", "TEXTS", "Chore", "Desk"]
