"""Letters of a project: to one partner or to all, each in its language and with its own link."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from territoria_web.act.models import Partner, Project
from territoria_web.act.rules.projects import partner_link
from territoria_web.library.saying import said_in
from territoria_web.people.mail import letter, post_on_commit
from territoria_web.people.often import may_ask_to_confirm


@dataclass(frozen=True)
class Told:
    """What a letter says: its subject and its paragraphs, in the language spoken."""

    subject: str
    lines: Sequence[str]


Words = Callable[[Partner], Told]


def write_to(partners: Iterable[Partner], project: Project, words: Words, *, origin: str) -> int:
    """Write to those who left an address, once the transaction holds; how many that are. Nobody is
    written to about an invented project.
    """
    if project.example or not origin:
        return 0
    letters = [_letter(one, project, words, origin) for one in partners if one.email]
    post_on_commit(letters)
    return len(letters)


def may_write_to(partner: Partner, project: Project) -> bool:
    """Whether a letter that somebody asks for may go to an address now; counts it. An invented project
    writes to nobody.
    """
    if project.example or not partner.email:
        return True
    return may_ask_to_confirm(partner.email, place=f"project-{project.public_id}")


def agreed_in(project: Project, *, but: Partner | None = None) -> list[Partner]:
    """Who is in a project; all ``but`` one."""
    held = project.partners.filter(state=Partner.State.AGREED)
    return [one for one in held if but is None or one.pk != but.pk]


def lead_of(project: Project) -> Partner | None:
    """Who leads; None where the lead's row is gone."""
    return project.partners.filter(role=Partner.Role.LEAD, state=Partner.State.AGREED).first()


def leads_of(project: Project) -> list[Partner]:
    """The same, for letters."""
    lead = lead_of(project)
    return [lead] if lead else []


def tell_former_address(
    partner: Partner, email: str, project: Project, words: Words, *, origin: str
) -> None:
    """Write to an address that a partner's link went to before; without any link of its own."""
    if project.example or not origin:
        return
    one = _letter(partner, project, words, origin, former=email)
    post_on_commit([one])


def _letter(
    partner: Partner, project: Project, words: Words, origin: str, *, former: str = ""
) -> EmailMessage:
    with said_in(partner.language):
        told = words(partner)
        public = reverse("public:project", args=[project.public_id]) if project.opened else ""
        own = reverse("guest:project-own", args=[partner_link(partner)])
        facts = {
            "subject": told.subject,
            "lines": told.lines,
            "link": "" if former else origin + own,
            "page": origin + public if public else "",
        }
        text = render_to_string("act/project_letter.txt", facts)
        return letter(text, to=former or partner.email)
