"""The long tables of a territory's page, written in one go: a template takes ten times as long.

What comes in are the plain facts of ``sections``; every text and address is escaped here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from territoria_web.library.saying import colon, semicolon

Facts = Mapping[str, Any]


def figure_rows(figures: Sequence[Facts], *, peers: bool, places: bool) -> SafeString:
    """Every figure with its range, year, source; beside ``peers`` and with its ``places``."""
    unknown = f'<span class="unknown">{escape(_("unknown"))}</span>'
    place = _("%(first)s to %(last)s of %(of)s")
    rows = (
        f'<tr><th scope="row">{escape(f["title"])}</th><td class="r">{_figure(f) or unknown}</td>'
        f"<td>{escape(f['whole_unit'])}</td><td>{f['year']}</td>"
        f"{_beside_peers(f, unknown) if peers else ''}"
        f"{f'<td>{_place(f, place)}</td>' if places else ''}<td>{escape(f['source'])}</td></tr>\n"
        for f in figures
    )
    return mark_safe("".join(rows))


def figure_lines(figures: Sequence[Facts]) -> SafeString:
    """Strengths or gaps: each figure as a sentence beside the middle half of the peers."""
    return mark_safe("".join(map(_line, figures)))


def _line(f: Facts) -> str:
    between = f' <span class="span">({f["low"]}–{f["high"]})</span>' if f["low"] else ""
    figure = f"<b>{escape(f['value'])}</b>{between} {escape(f['unit'])}, {f['year']}"
    peers = escape(
        _of_peers(f) % {"low": f["peers_low"], "high": f["peers_high"], "median": f["median"]}
    )
    lower = f"{semicolon()}{escape(_('lower is better'))}" if f["lower_better"] else ""
    return (
        f"<li><b>{escape(f['title'])}</b>{colon()}{_number(f['href'], figure)}{_badge(f)}. "
        f"{_number(f['peers_href'], peers)}{lower}.</li>\n"
    )


def _of_peers(f: Facts) -> str:
    """Where the peers lie: their middle half and the median, which above and below refer to."""
    if f["peers_low"] == f["peers_high"]:
        return _("Half the peers lie at %(low)s")
    return _("Half the peers lie between %(low)s and %(high)s, their median at %(median)s")


def _badge(f: Facts) -> str:
    if not f["badge"]:
        return ""
    kind, said = escape(f["badge"]), escape(f["badge_said"])
    return (
        f' <span class="badge {kind.lower()}" title="{said}"><span aria-hidden="true">{kind}</span>'
        f'<span class="hid">{said}</span></span>'
    )


def _figure(f: Facts) -> str:
    if not f["value"]:
        return ""
    between = f' <span class="span">({f["low"]}–{f["high"]})</span>' if f["low"] else ""
    return _number(f["href"], f"<b>{escape(f['value'])}</b>{between}")


def _number(href: str, words: str) -> str:
    return f'<a class="number" href="{escape(href)}">{words}</a>'


def _beside_peers(f: Facts, unknown: str) -> str:
    half = f"{f['peers_low']}–{f['peers_high']}" if f["peers_low"] else unknown
    median = _number(f["peers_href"], escape(f["median"])) if f["median"] else ""
    country = _number(f["country_href"], escape(f["country"])) if f["country"] else ""
    return (
        f"<td>{escape(f['badge'])}</td><td>{half}</td>"
        f'<td class="r">{median}</td><td class="r">{country}</td>'
    )


def _place(f: Facts, words: str) -> str:
    if not f["rank_low"]:
        return ""
    return escape(words % {"first": f["rank_low"], "last": f["rank_high"], "of": f["of"]})


def peer_rows(peers: Sequence[Facts], draws: int) -> SafeString:
    """Each peer with how firm it is, what the distance comes from, and remarks."""
    times = _("%(part)s of %(draws)s")
    return mark_safe("".join(_peer(q, times % {"part": q["times"], "draws": draws}) for q in peers))


def _peer(q: Facts, times: str) -> str:
    shares = "".join(f'<td class="r">{share}</td>' for share in q["shares"])
    words = "".join(
        f'<td class="wordy">{escape(q[name])}</td>' for name in ("alike", "different", "remarks")
    )
    return (
        f'<tr><th scope="row"><a href="{escape(q["url"])}">{escape(q["name"])}</a> '
        f'{escape(q["country"])}</th><td><span class="firmness {q["firmness"]}">'
        f'<i aria-hidden="true"></i>{escape(q["firm_said"])}</span><br>'
        f"{_number(q['href'], escape(times))}</td>{shares}{words}</tr>\n"
    )


def doubt_rows(doubts: Sequence[Facts], *, compared: bool) -> SafeString:
    """What each score rests on; where peers were looked for, also where its doubt comes from."""
    return mark_safe("".join(_doubt(d, compared) for d in doubts))


def _doubt(d: Facts, compared: bool) -> str:
    unknown = escape(_("unknown"))
    nothing = f'<span class="unknown">{unknown}</span>'
    value = f'<a class="number unknown" href="{escape(d["href"])}">{unknown}</a>'
    if d["value"]:
        between = f'<span class="span">({d["low"]}–{d["high"]})</span>'
        value = _number(d["href"], f"<b>{d['value']}</b> {between}")
    place = _place(d, _("%(first)s to %(last)s of %(of)s"))
    largest = f"<td>{escape(d['doubt']) or nothing}</td>" if compared else ""
    known = _("%(part)s of %(whole)s") % {"part": d["known"], "whole": d["bound"]}
    return (
        f'<tr><th scope="row">{escape(d["name"])}</th><td>{value}</td>'
        f"<td>{_number(d['rank_href'], place) if place else nothing}</td>"
        f'<td>{_number(d["known_href"], escape(known))}</td><td class="r">{d["inherited"]}</td>'
        f"{largest}</tr>\n"
    )
