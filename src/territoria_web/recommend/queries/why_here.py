"""Why one piece of advice is given to a territory, in one sentence: a gap that is one, or else what
it opens the way for, or what is not known. The same on every page, in the briefing's words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from territoria.documents.briefing.phrases import percent
from territoria.documents.numerals import numeral, on_scale
from territoria.speech import gettext
from territoria_web.library.queries import library
from territoria_web.recommend.queries.wording import said

Names = Callable[[str], str]


def reason_of(
    found: Mapping[str, Any],
    gaps: Mapping[str, Any],
    name: Names,
    empty: Callable[[str], bool],
) -> str:
    """The reason of an advice as it was judged. ``gaps``: by node; ``name``: of a node; ``empty``:
    whether no figure exists for a node in any region.
    """
    firm = [(n, gaps[n]) for n in found["gaps"] if is_gap(gaps.get(n))]
    if firm:
        node, gap = max(firm, key=lambda pair: pair[1]["size"])
        return _gap(name(node), gap)
    opened = opened_by(found["opens"])
    if opened:
        return gettext("It opens the way for: {what}").format(what=opened)
    unknown = next((f for f in library().recommendations[found["id"]].factors if empty(f)), "")
    if unknown:
        return gettext("{name}: no figure exists for regions; only people here can tell.").format(
            name=name(unknown)
        )
    why = gettext(found["why_tier"])
    return f"{why[:1].upper()}{why[1:]}."


def is_gap(gap: Mapping[str, Any] | None) -> bool:
    """Whether there is a gap to the peers' better quarter, and we can tell."""
    return bool(gap and gap["firm"] and gap["size"] is not None)


def opened_by(advice: Sequence[str]) -> str:
    """What the first advice says that waits for this one; empty where none does."""
    texts = library().recommendations
    return next((said(texts[i].what) for i in advice if i in texts), "")


def first_needs(found: Mapping[str, Any]) -> tuple[str, ...]:
    """The prerequisites that are not met, or not known to be."""
    texts = {p.id: p.text for p in library().recommendations[found["id"]].prerequisites}
    missing = [c["id"] for c in found["conditions"] if c["state"] != "met"]
    return tuple(said(texts[i]) for i in missing if i in texts)


def _gap(name: str, gap: Mapping[str, Any]) -> str:
    low, high = (numeral(on_scale(gap[end])) for end in ("peer_low", "peer_high"))
    half = gettext("at {low}") if low == high else gettext("between {low} and {high}")
    return gettext(
        "{name}: {score} points; the middle half of the peers lies {half}. There is a gap to their "
        "better quarter in {chance} of the variations."
    ).format(
        name=name,
        score=numeral(on_scale(gap["value"])),
        half=half.format(low=low, high=high),
        chance=percent(100 * gap["chance"]),
    )
