"""How far a survey is: who was asked, who answered, who is not heard. Counts of people only."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Max, Q
from django.utils.timezone import localtime

from territoria.listen.reach import Reach, reach
from territoria_web.listen.models import Response, Survey
from territoria_web.listen.queries.forms import form_of, group_names, groups_of_form

GROUPS = ("authority", "business", "knowledge", "society")
# Whoever takes their answers back asks for no more letters with it, from that day on.
ANSWERED = Q(answered__isnull=False) & (Q(declined=None) | Q(declined__lt=F("answered")))


@dataclass(frozen=True)
class Progress:
    """``named``: of the confirmed, those who were invited by name; ``begun``: answered something and did
    not send it yet; ``channels``: channel → confirmed.
    """

    reach: Reach
    invited: int
    confirmed: int
    named: int
    begun: int
    withdrawn: int
    declined: int
    written: int
    channels: dict[str, int]
    last: date | None

    @property
    def rate(self) -> float | None:
        """Share of the invited that answered, 0 to 1; None where nobody was invited."""
        return self.named / self.invited if self.invited else None

    @property
    def beside(self) -> int:
        """Answers of people who do not stand on the list, or were not named when these were entered."""
        return self.confirmed - self.named


def progress_of(survey: Survey) -> Progress:
    """Live numbers of a survey; two queries."""
    form = form_of(survey)
    groups = groups_of_form(form)
    invited = list(
        survey.invitations.order_by()
        .values("role")
        .annotate(
            n=Count("pk"),
            no=Count("declined"),
            sent_to=Count("sent"),
            heard=Count("pk", filter=ANSWERED),
        )
    )
    rows = list(
        Response.objects.filter(survey=survey)
        .order_by()
        .values("role", "channel")
        .annotate(
            done=Count("pk", filter=Q(confirmed__isnull=False, withdrawn=None)),
            begun=Count("pk", filter=Q(confirmed=None, withdrawn=None)),
            gone=Count("pk", filter=Q(withdrawn__isnull=False)),
            last=Max("confirmed", filter=Q(withdrawn=None)),
        )
    )
    answered, channels = Counter[str](), Counter[str]()
    for row in rows:
        answered[row["role"]] += row["done"]
        channels[row["channel"]] += row["done"]
    for role in {*answered, *(row["role"] for row in invited)}:
        groups.setdefault(role, role)
    asked = {row["role"]: row["n"] for row in invited}
    expected = [group for group in GROUPS if group in groups.values()]
    found = reach(
        asked,
        {role: n for role, n in answered.items() if n or role in asked},
        groups,
        named={row["role"]: row["heard"] for row in invited},
        names=group_names(form),
        expected=expected,
    )
    days = [row["last"] for row in rows if row["last"] is not None]
    return Progress(
        reach=found,
        invited=sum(asked.values()),
        confirmed=sum(answered.values()),
        named=sum(role.named for role in found.roles),
        begun=sum(row["begun"] for row in rows),
        withdrawn=sum(row["gone"] for row in rows),
        declined=sum(row["no"] for row in invited),
        written=sum(row["sent_to"] for row in invited),
        channels={name: n for name, n in sorted(channels.items()) if n},
        last=localtime(max(days)).date() if days else None,
    )


def confirmed_of(survey: Survey) -> int:
    """How many people sent their answers and did not take them back; one query."""
    return Response.objects.filter(survey=survey, confirmed__isnull=False, withdrawn=None).count()
