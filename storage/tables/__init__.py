"""Every table of the archive, as SQLAlchemy Core describes it."""

from storage.tables.base import Instant, metadata
from storage.tables.filings import attachments, filing_moves, filing_versions, filings
from storage.tables.house import (
    choices,
    deliveries,
    drafts,
    files,
    imports,
    inbox,
    journal,
    states,
)
from storage.tables.library import notices, passages, questions
from storage.tables.people import (
    addresses,
    attempts,
    consents,
    invitations,
    login_codes,
    people,
    roles,
)
from storage.tables.reviewing import (
    absences,
    candidates,
    counters,
    events,
    filing_experts,
    objections,
    policy_figures,
)
from storage.tables.societies import (
    branches,
    campaigns,
    corrections,
    leaders,
    members,
    societies,
)
from storage.tables.web import web_accounts, web_messages

__all__ = [
    "Instant",
    "absences",
    "addresses",
    "attachments",
    "attempts",
    "branches",
    "campaigns",
    "candidates",
    "choices",
    "consents",
    "corrections",
    "counters",
    "deliveries",
    "drafts",
    "events",
    "files",
    "filing_experts",
    "filing_moves",
    "filing_versions",
    "filings",
    "imports",
    "inbox",
    "invitations",
    "journal",
    "leaders",
    "login_codes",
    "members",
    "metadata",
    "notices",
    "objections",
    "passages",
    "people",
    "policy_figures",
    "questions",
    "roles",
    "societies",
    "states",
    "web_accounts",
    "web_messages",
]
