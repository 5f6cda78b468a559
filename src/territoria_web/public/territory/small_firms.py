"""Small firms of a territory: what they name as obstacles beside what addresses it; effort and result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.pictures.four_fields import FieldPoint, Side, four_fields, word_of
from territoria.pictures.picture import Picture
from territoria_web.compare.queries.portrait import place_at
from territoria_web.compare.queries.small_firms import Helping, Need, SmallFirms, small_firms_at
from territoria_web.compare.queries.take_up import LINE, ReadSide, ReadTakeUp, take_up_at
from territoria_web.library.initiative_names import INSTRUMENTS
from territoria_web.library.saying import listed, numeral_of, percent, quoted, ranged
from territoria_web.public.benchmarks.cells import share_said
from territoria_web.public.drawn import SLIM, drawn_once
from territoria_web.public.page import Crumb, Page, Table
from territoria_web.public.territory.beside import check_links, report_links, target_links
from territoria_web.territories.queries import territory_name

HEAD = (
    *("obstacle", "title", "year", "firms", "share", "low", "high", "initiatives", "ids"),
    "nobody",
)


def small_firms(request: HttpRequest, code: str) -> Page:
    """One territory; UnknownTerritory with guesses where there is none."""
    place = place_at(code)
    held, take_up = small_firms_at(place, timezone.localdate()), take_up_at(place)
    name = territory_name(place)
    return Page(
        template="public/territory/small_firms.html",
        title=_("Small firms in %(place)s") % {"place": name},
        finding=_finding(held, name),
        facts={
            "held": held,
            "example": place.example or bool(held.named and held.named.example),
            "who": _who(held),
            "named": [_need(need) for need in held.needs if need.share],
            "unasked": [_need(need) for need in held.needs if not need.share],
            "here": [_help(h) for h in held.helping if h.where == "here"],
            "above": [_help(h) for h in held.helping if h.where == "above"],
            "take_up": _take_up(take_up, name),
            "beside": [
                *check_links(place.code),
                *target_links(place.code),
                *report_links(place.code),
            ],
        },
        table=Table(f"small-firms-{place.code}", HEAD, [_cells(held, n) for n in held.needs]),
        data={"territory": place.key, "take_up": _data(take_up)},
        crumbs=(Crumb(name, reverse("public:territory", args=[place.code])),),
    )


# ── what firms name, and what addresses it ────────────────────────────────────────────────────


def _finding(held: SmallFirms, name: str) -> str:
    first = next((need for need in held.needs if need.state == "unmet"), held.needs[0])
    if first.share is not None:
        return need_said(first, share_said(first.share))
    addressed = sum(bool(need.helping) for need in held.needs)
    said = ngettext(
        "Nobody can tell yet what holds back firms in %(place)s; %(count)d initiative that is under "
        "way addresses %(obstacles)d of %(all)d obstacles.",
        "Nobody can tell yet what holds back firms in %(place)s; %(count)d initiatives that are under "
        "way address %(obstacles)d of %(all)d obstacles.",
        len(held.under_way),
    )
    return said % {
        "place": name,
        "count": len(held.under_way),
        "obstacles": addressed,
        "all": len(held.needs),
    }


def need_said(need: Need, share: str = "") -> str:
    """*40 % name “Lack of skills”; 3 initiatives address it.* ``share``: as it is to be written."""
    words = {
        "share": share or (percent(need.share.share) if need.share else ""),
        "obstacle": need.title,
        "count": len(need.helping),
    }
    if not need.helping:
        return _("%(share)s name “%(obstacle)s”; no initiative against it is known here.") % words
    said = ngettext(
        "%(share)s name “%(obstacle)s”; %(count)d initiative addresses it.",
        "%(share)s name “%(obstacle)s”; %(count)d initiatives address it.",
        len(need.helping),
    )
    return said % words


def _who(held: SmallFirms) -> str:
    """Who was asked; nothing where nobody was."""
    if held.named is None:
        return ""
    said = ngettext(
        "%(count)s firm answered in %(year)s.",
        "%(count)s firms answered in %(year)s.",
        held.named.firms,
    ) % {"count": numeral_of(held.named.firms), "year": held.named.year}
    if held.named.weighted:
        more = _(
            "Answers are weighted by the size or sector of all firms; taking part was voluntary."
        )
    else:
        more = _("Those who chose to answer are no sample of all firms.")
    return f"{said} {more}"


def _need(need: Need) -> dict[str, Any]:
    return {
        "need": need,
        "said": need_said(need) if need.share else "",
        "share": share_said(need.share) if need.share else "",
        "helping": [_help(h) for h in need.helping],
    }


def _help(held: Helping) -> dict[str, Any]:
    kinds = [_(INSTRUMENTS[i]) if i in INSTRUMENTS else i for i in held.instruments]
    return {
        "held": held,
        "url": reverse("public:initiative", args=[held.name]),
        "instruments": ", ".join(kinds),
    }


def _cells(held: SmallFirms, need: Need) -> tuple[object, ...]:
    share = need.share
    asked = (held.named.year, held.named.firms) if held.named else (None, None)
    told = (share.share, share.low, share.high) if share else (None, None, None)
    names = " ".join(h.name for h in need.helping)
    return (need.obstacle, need.title, *asked, *told, len(need.helping), names, not need.helping)


# ── effort beside result ──────────────────────────────────────────────────────────────────────


def _take_up(read: ReadTakeUp | None, name: str) -> dict[str, Any]:
    """The field with its picture; else what is unknown."""
    if read is None:
        return {"missing": [_("The framework for small firms is not opened on any figures here.")]}
    if read.field is None:
        return {"missing": _missing(read)}
    said = _("%(place)s: %(field)s.") % {
        "place": name,
        "field": word_of(read.field.field, read.field.hollow),
    }
    wide, slim = (_picture(read, name, said, width) for width in (None, SLIM))
    return {"said": said, "wide": wide, "slim": slim, "sides": _sides(read), "line": LINE}


def _missing(read: ReadTakeUp) -> list[str]:
    said = []
    sides = (
        (_("What policies do is unknown: no published score of %(parts)s."), read.effort),
        (_("What firms use is unknown: no published score of %(parts)s."), read.result),
    )
    for words, side in sides:
        if side.side is None:
            said.append(words % {"parts": listed([quoted(one) for one in side.unknown])})
    return said


def _sides(read: ReadTakeUp) -> list[tuple[str, str]]:
    names = (_("What policies do"), _("What firms use"))
    return [
        (name, ranged(s.side.value, s.side.low, s.side.high))
        for name, s in zip(names, (read.effort, read.result), strict=True)
        if s.side
    ]


def _picture(read: ReadTakeUp, name: str, said: str, width: int | None) -> Picture:
    point = FieldPoint(
        name,
        _side(read.effort),
        _side(read.result),
        read.field.field if read.field else None,
        bool(read.field and read.field.hollow),
        chosen=True,
    )
    key, options = ("fields", {}) if width is None else ("fields-slim", {"width": width})
    return drawn_once(four_fields, key, _("Effort beside result"), said, (point,), **options)


def _side(read: ReadSide) -> Side:
    held = read.side
    return Side(held.value, held.low, held.high) if held else Side(None)


def _data(read: ReadTakeUp | None) -> dict[str, Any] | None:
    if read is None:
        return None
    sides: Sequence[tuple[str, ReadSide]] = (("effort", read.effort), ("result", read.result))
    return {
        **{name: vars_of(side) for name, side in sides},
        "field": read.field.field if read.field else None,
        "cannot_tell": read.field.hollow if read.field else None,
        "line": LINE,
    }


def vars_of(read: ReadSide) -> dict[str, Any] | None:
    """A side as data; None where it is unknown."""
    held = read.side
    return {"value": held.value, "low": held.low, "high": held.high} if held else None
