"""What the methods are called in the language spoken.

English names them as the files of frameworks do; other languages have words of their own.
"""

from __future__ import annotations

from territoria.speech import pgettext


def method_name(stage: str, method: str) -> str:
    """The name of a method of a stage; of one that the operator added, as it is registered."""
    return _names().get(stage, {}).get(method, method)


def _names() -> dict[str, dict[str, str]]:
    """Said anew each time: the language spoken may be another one. The stage is the context."""
    return {
        "impute": {
            "none": pgettext("impute", "none"),
            "mean": pgettext("impute", "mean"),
            "median": pgettext("impute", "median"),
            "group-mean": pgettext("impute", "group-mean"),
            "group-median": pgettext("impute", "group-median"),
            "row-mean": pgettext("impute", "row-mean"),
            "row-median": pgettext("impute", "row-median"),
            "nearest-neighbours": pgettext("impute", "nearest-neighbours"),
            "expectation-maximisation": pgettext("impute", "expectation-maximisation"),
            "multiple": pgettext("impute", "multiple"),
        },
        "treat": {
            "none": pgettext("treat", "none"),
            "winsorise": pgettext("treat", "winsorise"),
            "winsorise-then-log": pgettext("treat", "winsorise-then-log"),
            "winsorise-then-box-cox": pgettext("treat", "winsorise-then-box-cox"),
            "box-cox": pgettext("treat", "box-cox"),
            "percentile-caps": pgettext("treat", "percentile-caps"),
        },
        "normalise": {
            "none": pgettext("normalise", "none"),
            "fixed-bounds": pgettext("normalise", "fixed-bounds"),
            "goalposts": pgettext("normalise", "goalposts"),
            "min-max": pgettext("normalise", "min-max"),
            "z-score": pgettext("normalise", "z-score"),
            "scaled": pgettext("normalise", "scaled"),
            "distance-to-maximum": pgettext("normalise", "distance-to-maximum"),
            "distance-to-target": pgettext("normalise", "distance-to-target"),
            "distance-to-reference": pgettext("normalise", "distance-to-reference"),
            "fraction-of-maximum": pgettext("normalise", "fraction-of-maximum"),
            "rank": pgettext("normalise", "rank"),
            "borda": pgettext("normalise", "borda"),
            "percentile-rank": pgettext("normalise", "percentile-rank"),
        },
        "weight": {
            "given": pgettext("weight", "given"),
            "equal": pgettext("weight", "equal"),
            "principal-component": pgettext("weight", "principal-component"),
            "entropy": pgettext("weight", "entropy"),
            "correlation-optimal": pgettext("weight", "correlation-optimal"),
            "budget-allocation": pgettext("weight", "budget-allocation"),
            "analytic-hierarchy": pgettext("weight", "analytic-hierarchy"),
        },
        "aggregate": {
            "arithmetic-mean": pgettext("aggregate", "arithmetic-mean"),
            "geometric-mean": pgettext("aggregate", "geometric-mean"),
            "harmonic-mean": pgettext("aggregate", "harmonic-mean"),
            "power-mean": pgettext("aggregate", "power-mean"),
            "median": pgettext("aggregate", "median"),
            "mazziotta-pareto": pgettext("aggregate", "mazziotta-pareto"),
            "adjusted-mazziotta-pareto": pgettext("aggregate", "adjusted-mazziotta-pareto"),
            "inverted-geometric": pgettext("aggregate", "inverted-geometric"),
            "copeland": pgettext("aggregate", "copeland"),
            "benefit-of-the-doubt": pgettext("aggregate", "benefit-of-the-doubt"),
        },
    }
