"""Letters of a company day: to one company or to several, each in its language and with its own link."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from territoria_web.act.models import Company, CompanyDay
from territoria_web.act.queries.company_talks import OwnTalk, calendar_of_company
from territoria_web.act.rules.companies import company_link
from territoria_web.library.saying import said_in
from territoria_web.people.mail import letter, post_on_commit


@dataclass(frozen=True)
class Told:
    """What a letter says: its subject and its paragraphs, in the language spoken. ``agenda``: the talks
    that go with it as a calendar; ``path``: part of the own page that the link leads to.
    """

    subject: str
    lines: Sequence[str]
    agenda: Sequence[OwnTalk] | None = None
    path: str = ""


Words = Callable[[Company], Told]


def write_to_companies(
    companies: Iterable[Company], day: CompanyDay, words: Words, *, origin: str
) -> int:
    """Write to those with an address, once the transaction holds; how many that are. Nobody is written
    to about an invented day.
    """
    if day.example or not origin:
        return 0
    letters = [_letter(one, day, words, origin) for one in companies if one.email]
    if letters:
        post_on_commit(letters)
    return len(letters)


def _letter(company: Company, day: CompanyDay, words: Words, origin: str) -> EmailMessage:
    company.day = day
    with said_in(company.language):
        told = words(company)
        link = origin + reverse("guest:company-own", args=[company_link(company)]) + told.path
        page = origin + reverse("public:company-day", args=[day.public_id])
        facts = {
            "subject": told.subject,
            "lines": told.lines,
            "link": link,
            "page": page,
        }
        made = letter(render_to_string("act/company_letter.txt", facts), to=company.email)
        if told.agenda is not None:
            talks = calendar_of_company(company, told.agenda, url=page).decode()
            made.attach("talks.ics", talks, "text/calendar")
    return made
