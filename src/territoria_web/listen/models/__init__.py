"""What people say: surveys of key actors; needs, ratings and votes of everybody."""

from territoria_web.listen.models.conversation import (
    Conversation,
    OpinionLook,
    Participation,
    Statement,
    Vote,
)
from territoria_web.listen.models.forum import Consent, Forum, Voice, Vouch
from territoria_web.listen.models.need import Appeal, Need, NeedEvent, Support
from territoria_web.listen.models.rating import Rating, RatingLook, Service
from territoria_web.listen.models.self_check import CheckLook, SelfCheck, Sitting, Taker
from territoria_web.listen.models.survey import (
    Answer,
    Invitation,
    Look,
    Response,
    Survey,
    ThemeMark,
)

__all__ = [
    "Answer",
    "Appeal",
    "CheckLook",
    "Consent",
    "Conversation",
    "Forum",
    "Invitation",
    "Look",
    "Need",
    "NeedEvent",
    "OpinionLook",
    "Participation",
    "Rating",
    "RatingLook",
    "Response",
    "SelfCheck",
    "Service",
    "Sitting",
    "Statement",
    "Support",
    "Survey",
    "Taker",
    "ThemeMark",
    "Voice",
    "Vote",
    "Vouch",
]
