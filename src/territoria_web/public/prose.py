"""Reviewed texts as HTML, and effect claims as a table shows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from territoria_web.library.prose import inline, prose
from territoria_web.recommend.queries.practices import Claim


def claims_shown(claims: Iterable[Claim]) -> list[dict[str, Any]]:
    """Effect claims as a table shows them; each claim ends with the numbers of its sources."""
    return [
        {
            "outcome": claim.outcome,
            "said": inline(f"{claim.claim} {_unsaid(claim)}".strip()),
            "grade": claim.grade,
            "reason": inline(claim.reason),
        }
        for claim in claims
    ]


def _unsaid(claim: Claim) -> str:
    return "".join(f"[{n}]" for n in claim.sources if f"[{n}]" not in claim.claim)


__all__ = ["claims_shown", "inline", "prose"]
