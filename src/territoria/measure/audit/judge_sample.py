"""The finding that the sample is too small: which correlations no rule has judged.

Two territories always correlate at 1 or −1, and three or four often nearly so.
"""

from __future__ import annotations

from collections.abc import Iterator

from territoria.measure.audit.audit import Audit
from territoria.measure.audit.finding import Finding, finding


def judge_sample(audit: Audit) -> Iterator[Finding]:
    """One finding where correlations rest on fewer territories than ``Thresholds.territories``.

    It counts those that a rule would judge: inside a node, with the own node, with sizes.
    """
    counts = [pair.count for pair in audit.inside]
    counts += [pair.count for pair in audit.upwards if pair.steps == 1]
    if audit.size is not None:
        counts += audit.size.count.ravel().tolist()
    least = audit.thresholds.territories
    few = [count for count in counts if count < least]
    if few:
        how_many = f"{len(few)} of {len(counts)}" if len(few) < len(counts) else f"all {len(few)}"
        text = (
            f"For {how_many} correlations that the rules look at, fewer than {least} territories "
            f"have both figures, {min(few)} at the least. The sample is too small to say what goes "
            "together."
        )
        yield finding(audit, "few-territories", audit.hierarchy.whole, min(few), text)
