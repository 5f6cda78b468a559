"""The long tables of a territory's page, written in one go: a template takes ten times as long.

What comes in are the plain facts of ``sections``; every text and address is escaped here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

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
    return mark_safe("".join(rows))  # noqa: S308 - all escaped


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
    return mark_safe("".join(_peer(q, times % {"part": q["times"], "draws": draws}) for q in peers))  # noqa: S308 - all escaped


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
