"""A company day of a network: companies of four cities with offers and seeks, some of them agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from cohort_network import CODES, Network, a_network
from territoria_web.act.models import Company, CompanyDay, Encounter, Schedule
from territoria_web.act.rules.companies import Firm, Talk, company_link
from territoria_web.act.services.company_schedules import ask_for_schedule, publish_schedule
from territoria_web.jobs.worker import work_once

S = CompanyDay.State
ORIGIN = "https://days.example"
BEGIN = datetime(2027, 3, 18, 8, 0, tzinfo=UTC)
TAGS = {
    "sensors": {"en": "Sensors", "fr": "Capteurs", "de": "Sensoren"},
    "wood": {"en": "Wood construction", "fr": "Construction en bois", "de": "Holzbau"},
    "waste": {"en": "Use of waste", "fr": "Valorisation des déchets", "de": "Nutzung von Abfall"},
    "finance": {"en": "Green finance", "fr": "Finance verte", "de": "Grünes Geld"},
}
# name, city, NACE, offers, seeks, languages
FIRMS: tuple[tuple[str, str, str, list[str], list[str], list[str]], ...] = (
    ("Woodworks", "Lappeenranta", "16", ["wood"], ["sensors"], ["en", "fi"]),
    ("Sensoria", "Milano", "26", ["sensors"], ["wood"], ["en", "it"]),
    ("Aquitaine Tri", "Bordeaux", "38", ["waste"], ["sensors", "finance"], ["fr", "en"]),
    ("Banco Verde", "Bilbao", "64", ["finance"], ["waste"], ["es", "en"]),
    ("Etxe", "Bilbao", "41", ["wood"], ["waste"], ["es"]),
    ("Grün & Co", "Leipzig", "71", ["waste"], [], []),
)


@dataclass(frozen=True)
class Day:
    """A day with its network and companies."""

    network: Network
    row: CompanyDay
    firms: tuple[Company, ...]

    def at(self, path: str = "") -> str:
        """An address of its desk."""
        return self.network.at(f"companies/{self.row.public_id}/{path}")

    def own(self, n: int = 0, path: str = "") -> str:
        """An address of the n-th of its companies, by its link."""
        self.firms[n].refresh_from_db(fields=["renewed"])
        return f"/en/company/{company_link(self.firms[n])}/{path}"

    def talks(self) -> dict[str, str]:
        """Names of the two → state."""
        rows = Encounter.objects.filter(day=self.row).select_related("asker", "asked")
        return {f"{one.asker.name} – {one.asked.name}": one.state for one in rows}


def a_company_day(
    *,
    state: str = S.OPEN,
    firms: int = 4,
    network: Network | None = None,
    begins: datetime | None = None,
    slots: int = 4,
    **fields: Any,
) -> Day:
    """A day of four slots and two tables that begins in a month (or at ``begins``), its first companies
    taking part.
    """
    held = network or a_network(*CODES)
    # in the morning: times over midnight name two days, and the lines of a page break elsewhere
    first = begins or (timezone.now() + timedelta(days=30)).replace(hour=8, minute=0)
    known: dict[str, Any] = {
        "title": "Green technology",
        "about": "Companies of four cities on wood, waste and sensors.",
        "host": "Lappeenranta",
        "place": "City hall, Lappeenranta",
        "timezone": "Europe/Helsinki",
        "slots": [(first + timedelta(minutes=25 * n)).isoformat() for n in range(slots)],
        "tables": 2,
        "tags": TAGS,
        "register_until": first - timedelta(days=14),
        "ask_until": first - timedelta(days=3),
        "opened": None if state == S.PLANNED else timezone.now(),
    }
    row = CompanyDay.objects.create(
        network=held.row, state=state, made_by=held.office, **{**known, **fields}
    )
    return Day(held, row, tuple(a_firm(row, n) for n in range(firms)))


def a_firm(day: CompanyDay, n: int = 0, **fields: Any) -> Company:
    """Number ``n`` of FIRMS, taking part; from the seventh on, others of their kind."""
    name, city, nace, offers, seeks, languages = FIRMS[n % len(FIRMS)]
    known: dict[str, Any] = {
        "name": name if n < len(FIRMS) else f"{name} {n}",
        "city": city,
        "nace": nace,
        "offers": offers,
        "seeks": seeks,
        "languages": languages,
        "person": f"Person of {name}",
        "email": f"firm-{n}@day.example",
        "state": Firm.IN,
        "confirmed": timezone.now(),
    }
    made = Company.objects.create(day=day, **{**known, **fields})
    made.day = day
    return made


def a_talk(day: Day, one: int, other: int, **fields: Any) -> Encounter:
    """A talk that both want, unless ``fields`` say otherwise."""
    known: dict[str, Any] = {"value": 3, "return_value": 2, "state": Talk.ACCEPTED}
    return Encounter.objects.create(
        day=day.row, asker=day.firms[one], asked=day.firms[other], **{**known, **fields}
    )


def arranged(day: Day, *, keep: bool = False) -> Schedule:
    """The agreed talks worked out by the job, as a draft."""
    ask_for_schedule(by=day.network.office, day=day.row, keep=keep)
    assert work_once("tests")
    return day.row.schedules.order_by("-number")[0]


def published(day: Day, *, keep: bool = False) -> Schedule:
    """The same, published."""
    draft = arranged(day, keep=keep)
    return publish_schedule(by=day.network.office, schedule=draft, origin=ORIGIN)
