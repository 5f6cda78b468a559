"""Reach and effects of an initiative as people type them in one field: ``2024: 120; 2025: 150 (3 %)``
and a line ``outcome | effect | grade`` each; what is written is read as the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from territoria_web.library.typed import plain_line
from territoria_web.measure.queries.records import Claim, Reached

BLANKS: Final = re.compile(r"[\s'’]")
YEAR: Final = re.compile(r"([0-9]{4}):([0-9]*)(?:\(([0-9]+(?:[.,][0-9]+)?)%\))?")
NUMBER: Final = re.compile(r"[-−]?[0-9]+(?:[.,][0-9]+)?(?:[eE][-+]?[0-9]{1,3})?")
THOUSANDS: Final = re.compile(r"[-−]?[1-9][0-9]{0,2}(?:,[0-9]{3})+")
BETWEEN: Final = "|"


class NotRead(ValueError):
    """Something typed cannot be read; ``str`` says what to do about it."""


def reach_said(reach: Iterable[Reached]) -> str:
    """The years in one line, in their order."""
    return "; ".join(_year(r) for r in sorted(reach, key=lambda r: r.year))


def _year(r: Reached) -> str:
    parts = [f"{r.year}:"]
    if r.firms is not None:
        parts.append(str(r.firms))
    if r.share is not None:
        parts.append(f"({number_said(r.share)} %)")
    return " ".join(parts)


def reach_in(text: str) -> tuple[Reached, ...]:
    """The years that a text holds, parted by ``;`` or lines. NotRead names the one that is not clear."""
    found = []
    for part in filter(str.strip, re.split(r"[;\n]", text)):
        read = YEAR.fullmatch(BLANKS.sub("", part))
        if read is None:
            raise NotRead(
                _("“%(part)s” cannot be read. Write each year as 2025: 150 (3 %%).")
                % {"part": part.strip()[:60]}
            )
        year, firms, share = read.groups()
        held = float(share.replace(",", ".")) if share else None
        found.append(Reached(int(year), int(firms) if firms else None, held))
    return tuple(sorted(found, key=lambda r: r.year))


def claims_said(claims: Iterable[Claim]) -> str:
    """One line an effect."""
    return "\n".join(f"{c.outcome} {BETWEEN} {c.claim} {BETWEEN} {c.grade}" for c in claims)


def claims_in(text: str) -> tuple[Claim, ...]:
    """The effects that a text holds; the sign between may stand in the words of an effect. NotRead
    names the line that is not clear.
    """
    found = []
    for line in filter(str.strip, text.splitlines()):
        outcome, *rest = (part.strip() for part in line.split(BETWEEN))
        if len(rest) < 2:
            raise NotRead(
                _("“%(line)s” cannot be read. Write each effect as: outcome | effect | grade.")
                % {"line": line.strip()[:60]}
            )
        claim = f" {BETWEEN} ".join(rest[:-1])
        found.append(Claim(plain_line(outcome), plain_line(claim), rest[-1].upper()))
    return tuple(found)


# ── numbers ───────────────────────────────────────────────────────────────────────────────────


def number_said(value: float) -> str:
    """A number in full, with a point before decimals: read again it is the same."""
    said = format(Decimal(repr(value)), "f")
    return said.rstrip("0").rstrip(".") if "." in said else said


def number_in(text: str) -> float | None:
    """A number with a point or comma before decimals; None without one. NotRead where a comma may part
    thousands.
    """
    bare = BLANKS.sub("", text)
    if not bare:
        return None
    if not NUMBER.fullmatch(bare) or THOUSANDS.fullmatch(bare):
        raise NotRead(_("Give a number without signs between thousands, such as 1200.5."))
    return float(bare.replace("−", "-").replace(",", "."))
