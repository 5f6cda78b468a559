"""What the library's short codes mean, in the language spoken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from babel import Locale
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from territoria.documents.briefing.card_words import GRADES, RELATIONS, STATES, TIERS, state_named
from territoria.errors import AddressError, MethodError, Problem, did_you_mean
from territoria.model import Words
from territoria.speech import IN_ENGLISH, language
from territoria.speech import gettext as spoken
from territoria_web.library.queries import library
from territoria_web.library.saying import colon

INVENTED = re.compile("X[A-JL-Z]")
NOT_REPORTED = "not reported"
GRADE_ORDER = (NOT_REPORTED, "E0", "E1", "E2", "E3", "E4", "E5")
POPULATIONS = {
    "S": gettext_noop("under 50,000 people"),
    "M": gettext_noop("50,000 to 250,000 people"),
    "L": gettext_noop("250,000 to 1 million people"),
    "XL": gettext_noop("more than 1 million people"),
    "R": gettext_noop("a region or many municipalities"),
    "N": gettext_noop("a whole country"),
    "V": gettext_noop("several places"),
}
FORMS = {
    "encounter": gettext_noop("encounters between firms"),
    "mentoring": gettext_noop("mentoring"),
    "transfer": gettext_noop("transfer of a practice"),
    "exchange": gettext_noop("exchange"),
    "peer-review": gettext_noop("peer review"),
    "visit": gettext_noop("visits"),
    "cohort": gettext_noop("a cohort of cities"),
    "city-pair": gettext_noop("a pair of cities"),
    "joint-procurement": gettext_noop("joint procurement"),
    "joint-programme": gettext_noop("joint programme"),
    "working-group": gettext_noop("working group"),
    "partnership": gettext_noop("partnership"),
}
COSTS = {
    "known": gettext_noop("a sum is given"),
    "partly": gettext_noop("sums for a part only"),
    "unknown": gettext_noop("no sum reported"),
}
ACTOR_GROUPS = {
    "authority": gettext_noop("Public authorities"),
    "business": gettext_noop("Firms and finance"),
    "knowledge": gettext_noop("Learning and research"),
    "society": gettext_noop("Citizens and social partners"),
}
CHAINS = {
    "input": gettext_noop("what is put in"),
    "process": gettext_noop("how it is done"),
    "output": gettext_noop("what is delivered"),
    "outcome": gettext_noop("what changes for people or firms"),
    "impact": gettext_noop("what changes for the territory"),
}


def said(words: Words | None) -> str:
    """A text in the language spoken, marked where it falls back to English."""
    if words is None:
        return ""
    lang = language()
    return words.say(lang) if words.has(lang) else f"{words.say('en')}{IN_ENGLISH[lang]}"


def grade_said(grade: str) -> str:
    """What a grade of evidence means."""
    return spoken(GRADES[grade]) if grade in GRADES else _("not reported")


def grade_named(grade: str) -> str:
    """A grade with what it means, as a choice: *E4: …*."""
    return f"{grade}{colon()}{grade_said(grade)}"


def grade_short(grade: str) -> str:
    """A grade's letter; *not reported* where there is none."""
    return grade if grade in GRADES else _("not reported")


def tier_said(tier: str) -> str:
    """What to do with an advice of this tier."""
    return spoken(TIERS[tier])


def state_said(state: str, advice: str = "") -> str:
    """The state of a prerequisite; ``advice``: the one that meets it, if one does."""
    return spoken(STATES[state_named(state, advice)])


def relation_said(relation: str) -> str:
    """How a place stands to the reader's own territory."""
    return spoken(RELATIONS[relation])


def best_grade(grades: Iterable[str]) -> str:
    """The best of several grades; *not reported* where there is none."""
    return max(grades, key=GRADE_ORDER.index, default=NOT_REPORTED)


def role_names(ids: Iterable[str]) -> list[str]:
    """Kinds of stakeholder in a word or two."""
    held = library().roles
    return [said(held[i].short or held[i].title) for i in ids if i in held]


def country_said(code: str) -> str:
    """A country's name by its code, in which the Union writes EL and UK; codes from XA to XJ and XL to
    XZ are given to no country (ISO 3166-1), so they are invented places.
    """
    if INVENTED.fullmatch(code):
        return _("an invented country")
    usual = {"EL": "GR", "UK": "GB"}.get(code, code)
    return str(_locale(language()).territories.get(usual, code))


@lru_cache
def _locale(lang: str) -> Locale:
    return Locale.parse(lang)


def folded(text: str) -> str:
    """A text as it is searched: small letters without accents."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def not_found(given: str, what: str, known: Iterable[str]) -> AddressError:
    """There is no such page; what may have been meant."""
    return AddressError(Problem(given, what, did_you_mean(given, known)))


def not_understood(given: str, what: str, known: Iterable[str]) -> MethodError:
    """A parameter has a value that is not known; what may have been meant."""
    return MethodError(Problem(given, what, did_you_mean(given, known)))
