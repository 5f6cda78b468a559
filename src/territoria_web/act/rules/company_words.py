"""What a company says of itself, checked: by a form, on paper, in a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from territoria.act.divisions import divisions
from territoria_web.act.models import Company
from territoria_web.act.rules.companies import LANGUAGES, MOST_TAGS_EACH, SIZE_NAMES
from territoria_web.library.typed import is_web_address, plain_line

LONGEST_ABOUT: Final = 400


@dataclass(frozen=True)
class CompanyWords:
    """A profile. ``person`` and ``email`` are read by the office and by those it meets; ``shown``: the
    profile, without these two, may be public.
    """

    name: str
    city: str
    nace: str = ""
    size: str = Company.Size.SMALL
    about: str = ""
    website: str = ""
    offers: tuple[str, ...] = ()
    seeks: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    person: str = ""
    email: str = ""
    shown: bool = False


def words_of(company: Company) -> CompanyWords:
    """What a company said, as a form shows it."""
    held: dict[str, Any] = {
        name: getattr(company, name) for name in CompanyWords.__dataclass_fields__
    }
    told: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in held.items()}
    return CompanyWords(**told)


def fields_of(words: CompanyWords) -> dict[str, Any]:
    """The same as it is kept."""
    held: dict[str, Any] = {
        name: getattr(words, name) for name in CompanyWords.__dataclass_fields__
    }
    told: dict[str, Any] = {k: list(v) if isinstance(v, tuple) else v for k, v in held.items()}
    lines = ("name", "city", "about", "person")
    return told | {k: plain_line(told[k]) for k in lines} | {"email": words.email.strip().lower()}


def faults_of(
    words: CompanyWords, tags: Mapping[str, Any], *, on_paper: bool = False
) -> dict[str, str]:
    """What is wrong, by field; empty where nothing is. ``on_paper``: nobody reads letters of it."""
    wrong = _faults_of_lines(words)
    if not on_paper and len(plain_line(words.person)) < 2:
        wrong["person"] = _("Write who comes, so that others know whom they meet.")
    if (words.email or not on_paper) and not _is_email(words.email):
        wrong["email"] = _("Write an e-mail address: the link of your own goes there.")
    if words.nace and words.nace not in divisions():
        wrong["nace"] = _("There is no such sector. Choose one of the list.")
    if words.size not in SIZE_NAMES:
        wrong["size"] = _("Choose one of the list.")
    if set(words.languages) - set(LANGUAGES):
        wrong["languages"] = _("Choose among the languages of the list.")
    return wrong | _faults_of_tags(words, tags)


def _faults_of_lines(words: CompanyWords) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if not 2 <= len(plain_line(words.name)) <= 150:
        wrong["name"] = _("Write the name of the company, in at most 150 characters.")
    if not 2 <= len(plain_line(words.city)) <= 120:
        wrong["city"] = _("Write its city, in at most 120 characters.")
    if len(plain_line(words.about)) > LONGEST_ABOUT:
        wrong["about"] = _("Use at most 400 characters.")
    if len(plain_line(words.person)) > 150:
        wrong["person"] = _("Use at most 150 characters.")
    if words.website and not is_web_address(words.website, most=300):
        wrong["website"] = _(
            "This is no address of a web page. Such an address begins with https://."
        )
    return wrong


def _faults_of_tags(words: CompanyWords, tags: Mapping[str, Any]) -> dict[str, str]:
    wrong: dict[str, str] = {}
    for name, chosen in (("offers", words.offers), ("seeks", words.seeks)):
        if len(chosen) > MOST_TAGS_EACH:
            wrong[name] = _("Choose at most three: whoever names everything says nothing.")
        elif set(chosen) - set(tags):
            wrong[name] = _("Choose among the words of the list.")
    if not words.offers and not words.seeks and not wrong:
        wrong["offers"] = _("Say what you offer or what you seek: others find you by it.")
    return wrong


def refuse_words(words: CompanyWords, tags: Mapping[str, Any], *, on_paper: bool = False) -> None:
    """ValidationError by field where something does not hold."""
    if wrong := faults_of(words, tags, on_paper=on_paper):
        raise ValidationError(wrong)


def _is_email(text: str) -> bool:
    try:
        validate_email(text.strip())
    except ValidationError:
        return False
    return len(text) <= 254
