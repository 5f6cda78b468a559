"""Who is compared with whom: peers and points of the SWOT; initiatives against criteria."""

from territoria_web.compare.models.benchmark import (
    Assessor,
    Benchmark,
    Entrant,
    Remark,
    Settled,
    Sheet,
)
from territoria_web.compare.models.peers import Comparison, PeerGroup, SwotPoint

__all__ = [
    "Assessor",
    "Benchmark",
    "Comparison",
    "Entrant",
    "PeerGroup",
    "Remark",
    "Settled",
    "Sheet",
    "SwotPoint",
]
