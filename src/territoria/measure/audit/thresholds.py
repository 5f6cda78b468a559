"""The rules of the audit: what each looks for, from which threshold on, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["act", "look", "note"]
SEVERITIES: tuple[Severity, ...] = ("act", "look", "note")

HANDBOOK = "OECD and JRC (2008), Handbook on Constructing Composite Indicators"
AUDITS = "Statistical audits of the Joint Research Centre, e.g. of the Global Innovation Index"
REFERENCE = "Becker et al. (2022), COINr, default of the reference"
CRONBACH = "Cronbach (1951); Nunnally (1978)"
KAISER = "Kaiser (1960)"
PARUOLO = "Paruolo, Saisana and Saltelli (2013)"
OWN = "Rule of this library"


@dataclass(frozen=True)
class Thresholds:
    """Every threshold of the audit. Shares and correlations between −1 and 1; give others by name.

    ``missing``, ``missing_territory``: least share of figures. ``imputed``, ``zeros``, ``same``:
    largest shares. ``collinear``, ``negative``, ``significant`` (a p-value), ``weak``: correlations
    in the tree. ``elsewhere``: by how much another node must be closer. ``size``: with size
    variables. ``first_component``: least share of variance.
    ``alpha_low``, ``alpha_high``, ``alpha_gain``: reliability. ``influence``: how many times more
    or less than its weight. ``drop_shift``: mean shift as a share of the ranks. ``cases``: least
    territories per child of a node. ``territories``: least territories with both figures for a
    correlation, a loading, α or a size to be judged: two points always correlate at 1 or −1.
    ``range_width``: median width of rank ranges as a share of the
    ranks. ``firm``: share of replications that orders two territories.
    """

    missing: float = 0.65
    missing_territory: float = 0.65
    imputed: float = 0.25
    zeros: float = 0.5
    same: float = 0.5
    collinear: float = 0.92
    negative: float = -0.4
    significant: float = 0.05
    weak: float = 0.3
    elsewhere: float = 0.05
    size: float = 0.6
    first_component: float = 0.5
    alpha_low: float = 0.6
    alpha_high: float = 0.95
    alpha_gain: float = 0.05
    influence: float = 2.0
    drop_shift: float = 0.05
    cases: float = 3.0
    territories: int = 5
    range_width: float = 0.2
    firm: float = 0.9


@dataclass(frozen=True)
class Rule:
    """One rule. ``threshold``: name of the field of Thresholds that decides, empty where none."""

    id: str
    severity: Severity
    threshold: str
    source: str


RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (
        Rule("negative-inside", "act", "negative", REFERENCE),
        Rule("negative-with-parent", "act", "", HANDBOOK),
        Rule("negative-loading", "act", "", HANDBOOK),
        Rule("no-spread", "act", "", HANDBOOK),
        Rule("low-coverage-indicator", "look", "missing", REFERENCE),
        Rule("low-coverage-territory", "look", "missing_territory", REFERENCE),
        Rule("much-imputed", "look", "imputed", OWN),
        Rule("many-zeros", "look", "zeros", REFERENCE),
        Rule("same-value", "look", "same", REFERENCE),
        Rule("outliers-left", "look", "", HANDBOOK),
        Rule("significant-negative-inside", "look", "significant", HANDBOOK),
        Rule("collinear-inside", "look", "collinear", AUDITS),
        Rule("weak-with-parent", "look", "weak", AUDITS),
        Rule("closer-elsewhere", "look", "elsewhere", AUDITS),
        Rule("follows-size", "look", "size", REFERENCE),
        Rule("weak-first-component", "look", "first_component", AUDITS),
        Rule("low-alpha", "look", "alpha_low", CRONBACH),
        Rule("weight-not-kept", "look", "influence", PARUOLO),
        Rule("one-row-decides", "look", "drop_shift", OWN),
        Rule("wide-rank-ranges", "look", "range_width", OWN),
        Rule("screened-out", "note", "", HANDBOOK),
        Rule("empty-group", "note", "", HANDBOOK),
        Rule("treated", "note", "", HANDBOOK),
        Rule("several-components", "note", "", KAISER),
        Rule("high-alpha", "note", "alpha_high", CRONBACH),
        Rule("alpha-rises", "note", "alpha_gain", CRONBACH),
        Rule("few-cases", "note", "cases", HANDBOOK),
        Rule("few-territories", "note", "territories", OWN),
        Rule("cannot-do-without", "note", "", OWN),
        Rule("replications-excluded", "note", "", OWN),
        Rule("neighbours-not-apart", "note", "firm", OWN),
        Rule("pairs-clear", "note", "firm", HANDBOOK),
    )
}
