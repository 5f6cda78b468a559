"""Links that sign in once: signed, short-lived, ended by the next sign-in of whatever kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.translation import override
from sesame.utils import get_token, get_user

from territoria_web.people.mail import letter, post
from territoria_web.people.models import User
from territoria_web.people.words import ROLE_NAMES
from territoria_web.territories.models import Territory

# What a link is for → how long it holds. The purpose is signed with it: an invitation, which holds
# longer, cannot be made of an ordinary link.
HOLDS: Final[Mapping[str, timedelta]] = {
    "": timedelta(hours=1),
    "invitation": timedelta(days=7),
}


@dataclass(frozen=True)
class Link:
    """A link as it comes back: the signed token, and what it is for."""

    token: str
    purpose: str

    def holder(self) -> User | None:
        """Whose link it is, if it still holds. Looking does not use it up."""
        if self.purpose not in HOLDS:
            return None
        found = get_user(
            self.token,
            scope=self.purpose,
            max_age=HOLDS[self.purpose],
            update_last_login=False,
        )
        return found if isinstance(found, User) else None


def origin_of(request: HttpRequest) -> str:
    """The site's address for links that leave it: the one that was set, whatever was asked for."""
    return settings.ORIGIN or f"{request.scheme}://{request.get_host()}"


def absolute(request: HttpRequest, path: str = "") -> str:
    """The whole address of a path of this site, or of what was asked for; see ``origin_of``."""
    return origin_of(request) + (iri_to_uri(path) if path else request.get_full_path())


def link_for(user: User, *, origin: str, purpose: str = "", onward: str = "") -> str:
    """A link that signs this account in once, and leads onward."""
    parts = {"sesame": get_token(user, scope=purpose), "for": purpose, "next": onward}
    query = urlencode({key: value for key, value in parts.items() if value})
    with override(user.language):
        return f"{origin}{reverse('people:link')}?{query}"


def mail_link(user: User, *, origin: str, onward: str = "") -> None:
    """Send someone the link they asked for."""

    def write() -> EmailMessage:
        link = link_for(user, origin=origin, onward=onward)
        minutes = int(HOLDS[""].total_seconds() // 60)
        return _letter(user, "people/link.txt", {"link": link, "minutes": minutes})

    post(write)


def mail_invitation(user: User, *, by: User, place: str, role: str, origin: str) -> None:
    """Tell someone that they were given a role, with a link to come in."""

    def write() -> EmailMessage:
        link = link_for(user, origin=origin, purpose="invitation")
        facts = {"link": link, "by": by, "place": place, "days": HOLDS["invitation"].days}
        return _letter(user, "people/invitation.txt", {**facts, "role": ROLE_NAMES[role]})

    post(write)


def _letter(user: User, template: str, facts: Mapping[str, object]) -> EmailMessage:
    with override(user.language):
        return letter(render_to_string(template, dict(facts)), to=user.email)


def place_named(territory: Territory, language: str) -> str:
    """What a territory is called in someone's language."""
    return str(territory.names.get(language) or territory.name)
