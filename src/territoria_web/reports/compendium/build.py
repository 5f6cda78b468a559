"""An edition of a compendium as a document: each card in its own words, in English beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from django.core.cache import cache
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.documents.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Line,
    Paragraph,
    Plain,
    Strong,
    Table,
)
from territoria_web.act.models import CardReview, Edition
from territoria_web.act.rules.cards import ENGLISH, PART_NAMES, VERDICT_NAMES, grade_said
from territoria_web.library.saying import colon, day, said_in
from territoria_web.reports.papers import rendered

KINDS: Final = ("html", "pdf", "docx")
KEPT: Final = 24 * 60 * 60  # seconds; an edition never changes


def edition_file(edition: Edition, kind: str, language: str) -> bytes:
    """The edition as ``html``, ``pdf`` or ``docx`` in a language of the house; kept for a day."""
    key = f"edition-{edition.pk}-{edition.digest[:16]}-{language}-{kind}"
    held: bytes | None = cache.get(key)
    if held is None:
        with said_in(language):
            held = rendered(document_of_edition(edition, language), kind)
        cache.set(key, held, KEPT)
    return held


def document_of_edition(edition: Edition, language: str) -> Document:
    """The document in the language spoken; the words of cities stay in theirs."""
    project = edition.project
    frozen = localdate(edition.made)
    blocks: list[Block] = [Paragraph(_line(_finding(edition)), "lead")]
    if project.example:
        said = _("This project is invented: it shows how this works.")
        blocks.append(Paragraph(_line(said), "note"))
    blocks.append(_contents(edition))
    for number, card in enumerate(edition.cards, start=1):
        blocks += [Heading(1, card["title"], str(number)), *_card(card)]
    said = _("Whom to ask stands on the page of each card. A digest is read without its blanks.")
    blocks.append(Paragraph(_line(said), "note"))
    return Document(
        title=project.title,
        subtitle=_("Compendium of practices, edition %(number)d") % {"number": edition.number},
        lang=language,
        day=frozen,
        facts=(
            (_("Network"), project.network.name),
            (_("Question"), project.question),
            (_("Frozen on"), day(frozen)),
            (_("Digest (SHA-256)"), _grouped(edition.digest)),
        ),
        footer=f"{project.title[:80]} · {edition.number} · {edition.digest[:12]}",
        blocks=tuple(blocks),
    )


def _grouped(digest: str) -> str:
    """A digest that may break between groups: in one piece it is wider than its column."""
    return " ".join(digest[n : n + 8] for n in range(0, len(digest), 8))


def _line(text: str) -> Line:
    return (Plain(text),)


def _finding(edition: Edition) -> str:
    cities = len({card["city"] for card in edition.cards})
    cards = ngettext("%(count)d practice", "%(count)d practices", len(edition.cards))
    places = ngettext("%(count)d city", "%(count)d cities", cities)
    said = _("%(cards)s of %(places)s, each found fit by two other cities.")
    return said % {
        "cards": cards % {"count": len(edition.cards)},
        "places": places % {"count": cities},
    }


def _contents(edition: Edition) -> Table:
    rows = tuple(
        (_line(str(n)), _line(card["title"]), _line(card["city"]), _line(_until(card)))
        for n, card in enumerate(edition.cards, start=1)
    )
    header = (_("No."), _("Practice"), _("City"), _("Confirmed until"))
    return Table(_line(_("What is in this edition.")), header, rows, align="rlll")


def _until(card: Mapping[str, Any]) -> str:
    return day(date.fromisoformat(card["valid_until"])) if card["valid_until"] else "–"


def _card(card: Mapping[str, Any]) -> Iterator[Block]:
    told = [card["city"], _("licence %(name)s") % {"name": card["licence"]}]
    if card["dated"]:
        told.append(_("as of %(day)s") % {"day": day(date.fromisoformat(card["dated"]))})
    yield Paragraph(_line(" · ".join(told)), "note")
    yield from _parts(card["body"])
    yield Paragraph((Strong(_("What changed, and how well it is shown")),))
    yield Bullets(tuple(_line(f"{e['claim']} ({grade_said(e['grade'])})") for e in card["effects"]))
    if card["language"] != ENGLISH and card["english"]:
        yield Heading(2, _("In English"))
        yield Paragraph((Strong(card["english"].get("title", "")),))
        yield from _parts(card["english"])
        yield Bullets(tuple(_line(e.get("english", "")) for e in card["effects"]))
    if card["reviews"]:
        yield Heading(2, _("What the cities said that read it"))
        yield Bullets(tuple(_line(_review(one)) for one in card["reviews"]))


def _review(one: Mapping[str, str]) -> str:
    """A verdict with what it rests on: a card may stand beside a wish for changes."""
    verdict = VERDICT_NAMES[CardReview.Verdict(one["verdict"])]
    return f"{one['place']}{colon()}{verdict}. {one['said']}"


def _parts(held: Mapping[str, str]) -> Iterator[Block]:
    for name, heading in PART_NAMES.items():
        if held.get(name):
            yield Paragraph((Strong(str(heading)),))
            for paragraph in held[name].split("\n"):
                if paragraph.strip():
                    yield Paragraph(_line(paragraph))
