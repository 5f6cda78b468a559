"""The recipe of a framework in plain words: a whole sentence for every method."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

if TYPE_CHECKING:
    from territoria.model import Recipe, Uncertainty

STAGES = ("period", "denominate", "screen", "impute", "treat", "normalise", "weight", "aggregate")
SENTENCES: Mapping[tuple[str, str], str] = {
    ("period", "latest"): gettext_noop("Of each figure the latest year is taken."),
    ("period", "exact"): gettext_noop("Only figures of one year are taken."),
    ("period", "linear"): gettext_noop("Years without a figure lie on a line between their neighbours."),
    ("period", "constant"): gettext_noop("Years without a figure take that of the nearest year."),
    ("denominate", "none"): gettext_noop("Figures are not divided by the size of a territory."),
    ("denominate", "by-denominator"): gettext_noop(
        "A figure that names a size, such as the population, is divided by it."
    ),
    ("screen", "none"): gettext_noop("No territory is left out for its gaps."),
    ("screen", "by-data"): gettext_noop("A territory with too few figures is left out."),
    ("screen", "by-zeros"): gettext_noop("A territory with too many zeros is left out."),
    ("screen", "by-data-and-zeros"): gettext_noop(
        "A territory with too few figures or too many zeros is left out."
    ),
    ("impute", "none"): gettext_noop("A missing figure stays missing; the others count for more."),
    ("impute", "mean"): gettext_noop("A missing figure takes the mean of all territories."),
    ("impute", "median"): gettext_noop("A missing figure takes the median of all territories."),
    ("impute", "group-mean"): gettext_noop("A missing figure takes the mean of its group, often the country."),
    ("impute", "group-median"): gettext_noop("A missing figure takes the median of its group, often the country."),
    ("impute", "row-mean"): gettext_noop("A missing figure takes the mean of the territory's other ones."),
    ("impute", "row-median"): gettext_noop("A missing figure takes the median of the territory's other ones."),
    ("impute", "nearest-neighbours"): gettext_noop("A missing figure takes the mean of the most similar territories."),
    ("impute", "expectation-maximisation"): gettext_noop("A missing figure takes what the other figures lead to expect."),
    ("impute", "multiple"): gettext_noop("A missing figure is drawn by lot from what the others lead to expect."),
    ("treat", "none"): gettext_noop("Extreme figures stay as they are."),
    ("treat", "winsorise"): gettext_noop("The most extreme figures are pulled in to the next one."),
    ("treat", "winsorise-then-log"): gettext_noop("Extreme figures are pulled in; if that is not enough, logarithms are taken."),
    ("treat", "winsorise-then-box-cox"): gettext_noop("Extreme figures are pulled in; if that is not enough, the scale is bent."),
    ("treat", "box-cox"): gettext_noop("The scale is bent until the figures are spread evenly."),
    ("treat", "percentile-caps"): gettext_noop("Figures beyond a percentile are set to it."),
    ("normalise", "none"): gettext_noop("Figures keep their own unit."),
    ("normalise", "fixed-bounds"): gettext_noop(
        "Each figure is placed between two bounds that are fixed for the edition: 0 is the lower, 100 the upper."
    ),
    ("normalise", "goalposts"): gettext_noop("Each figure is placed between two goalposts; what lies beyond is cut."),
    ("normalise", "min-max"): gettext_noop("Each figure is placed between the worst and the best territory."),
    ("normalise", "z-score"): gettext_noop("Each figure is given as its distance from the mean, in standard deviations."),
    ("normalise", "scaled"): gettext_noop("Each figure is multiplied onto a common scale."),
    ("normalise", "distance-to-maximum"): gettext_noop("Each figure is given as its distance from the best."),
    ("normalise", "distance-to-target"): gettext_noop("Each figure is given as its distance from a target."),
    ("normalise", "distance-to-reference"): gettext_noop("Each figure is given as its distance from a reference territory."),
    ("normalise", "fraction-of-maximum"): gettext_noop("Each figure is given as a share of the largest."),
    ("normalise", "rank"): gettext_noop("Each figure is replaced by its place."),
    ("normalise", "borda"): gettext_noop("Each figure is replaced by the number of territories it beats."),
    ("normalise", "percentile-rank"): gettext_noop("Each figure is replaced by the share of territories it beats."),
    ("weight", "given"): gettext_noop("Weights are those that the text of the framework gives."),
    ("weight", "equal"): gettext_noop("All parts of a node count the same."),
    ("weight", "principal-component"): gettext_noop("Parts that move together with most others count for more."),
    ("weight", "entropy"): gettext_noop("Parts that tell territories apart best count for more."),
    ("weight", "correlation-optimal"): gettext_noop("Weights are chosen so that all parts correlate alike with the whole."),
    ("weight", "budget-allocation"): gettext_noop("Weights are the mean of the points that experts gave."),
    ("weight", "analytic-hierarchy"): gettext_noop("Weights follow from experts' comparisons in pairs."),
    ("aggregate", "arithmetic-mean"): gettext_noop(
        "A node's score is the weighted mean of its parts; a strong part can make up for a weak one."
    ),
    ("aggregate", "geometric-mean"): gettext_noop(
        "A node's score is the weighted geometric mean of its parts; a weak part weighs heavily."
    ),
    ("aggregate", "harmonic-mean"): gettext_noop("A node's score is the harmonic mean of its parts; the weakest weighs most."),
    ("aggregate", "power-mean"): gettext_noop("A node's score is a power mean of its parts."),
    ("aggregate", "median"): gettext_noop("A node's score is the median of its parts."),
    ("aggregate", "mazziotta-pareto"): gettext_noop("A node's score is the mean of its parts, less a penalty for unevenness."),
    ("aggregate", "adjusted-mazziotta-pareto"): gettext_noop("A node's score is the mean of its parts, less a penalty for unevenness, comparable over time."),
    ("aggregate", "inverted-geometric"): gettext_noop("A node's score is the geometric mean of the distances from the top, turned round."),
    ("aggregate", "copeland"): gettext_noop("A node's score counts the duels that a territory wins against all others."),
    ("aggregate", "benefit-of-the-doubt"): gettext_noop("Each territory gets the weights that suit it best, within limits."),
}  # fmt: skip


def method_in_words(stage: str, method: str) -> str:
    """One sentence about a method; its name where it is one of the operator's own."""
    known = SENTENCES.get((stage, method))
    return (
        _(known) if known else _("The method “%(name)s” of this installation.") % {"name": method}
    )


def recipe_in_words(recipe: Recipe) -> list[str]:
    """The steps from figures to scores, one sentence each, in their order."""
    steps = ((stage, getattr(recipe, stage)) for stage in STAGES)
    return [method_in_words(stage, step.method) for stage, step in steps]


def recipe_steps(recipe: Recipe) -> Sequence[tuple[str, str, str, Mapping[str, Any]]]:
    """Stage, method, sentence and parameters of each step, in their order."""
    steps = ((stage, getattr(recipe, stage)) for stage in STAGES)
    return [(s, t.method, method_in_words(s, t.method), t.parameters) for s, t in steps]


def uncertainty_in_words(plan: Uncertainty) -> list[str]:
    """What is varied for the ranges, one sentence each."""
    runs = ngettext(
        "The score is computed %(runs)d time, each time with other reasonable choices drawn by lot.",
        "The score is computed %(runs)d times, each time with other reasonable choices drawn by lot.",
        plan.runs,
    ) % {"runs": plan.runs}
    said = [runs, _("The range holds the middle 90 % of the results.")]
    if plan.values:
        said.append(_("Figures are moved within their own error."))
    if plan.weight_noise:
        share = round(100 * plan.weight_noise)
        said.append(_("Weights are moved by up to %(share)d %% up or down.") % {"share": share})
    if plan.dirichlet or plan.experts:
        said.append(_("Weights are drawn around those given, or from those of experts."))
    if plan.leave_out:
        said.append(_("Now and then one indicator is left out."))
    for stage in ("impute", "treat", "normalise", "weight", "aggregate"):
        said += [method_in_words(stage, step.method) for step in getattr(plan, stage)[1:]]
    return said
