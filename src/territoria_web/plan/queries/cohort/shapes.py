"""Groups of similar territories in a network, as plain data, with what sets each apart."""

from __future__ import annotations

from typing import Any

from territoria.compare.clusters import group_territories
from territoria_web.library.queries import library
from territoria_web.plan.queries.cohort.held import Published, space_of


def groups_of(published: Published) -> dict[str, Any]:
    """``groups``: members by key, ``marked``: indicator with its title and unit, the median of the
    group and of the others. Empty where none stand apart; ``silhouette`` None: too few to say.
    """
    keys = [h.territory.key for h in published.territories]
    found = group_territories(space_of(published.assessment), keys)
    texts = library().indicators
    return {
        "groups": [
            {
                "members": list(group.members),
                "marked": [
                    {
                        "indicator": i,
                        "title": texts[i].short.root,
                        "unit": texts[i].unit_of_measure.root,
                        "decimals": texts[i].decimals,
                        "inside": inside,
                        "outside": outside,
                    }
                    for i, inside, outside in group.marked
                    if i in texts
                ],
            }
            for group in found.groups
        ],
        "silhouette": found.silhouette,
        "clear": found.clear,
        "between": list(found.between),
        "alone": list(found.alone),
        "left_out": list(found.left_out),
    }
