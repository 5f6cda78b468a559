"""What cities do together: projects, compendium, sectors, company days, mentoring, feeds."""

from territoria_web.act.models.company_day import (
    Company,
    CompanyDay,
    Encounter,
    Outcome,
    Schedule,
)
from territoria_web.act.models.compendium import (
    Card,
    CardReview,
    Edition,
)
from territoria_web.act.models.feed import (
    FeedItem,
    FollowedFeed,
)
from territoria_web.act.models.mentoring import (
    MentoringFeedback,
    MentoringPerson,
    MentoringRound,
    MentoringSession,
    MentoringWorkshop,
    Mentorship,
)
from territoria_web.act.models.project import (
    Delegation,
    Exchange,
    Partner,
    Project,
    ProjectEntry,
    ProjectForum,
)
from territoria_web.act.models.sectors import (
    Sector,
    SectorList,
)

__all__ = [
    "Card",
    "CardReview",
    "Company",
    "CompanyDay",
    "Delegation",
    "Edition",
    "Encounter",
    "Exchange",
    "FeedItem",
    "FollowedFeed",
    "MentoringFeedback",
    "MentoringPerson",
    "MentoringRound",
    "MentoringSession",
    "MentoringWorkshop",
    "Mentorship",
    "Outcome",
    "Partner",
    "Project",
    "ProjectEntry",
    "ProjectForum",
    "Schedule",
    "Sector",
    "SectorList",
]
