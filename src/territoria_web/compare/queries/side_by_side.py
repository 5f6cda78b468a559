"""Two to eight territories side by side: every figure, who is about the same, who is clearly apart.

And what nobody should forget beside: how unlike they are in structure, and who is whose peer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from territoria.measure.tree import OVERALL
from territoria.model import Framework, Node
from territoria_web.compare.models import Comparison
from territoria_web.measure.models import Assessment
from territoria_web.measure.queries.apart import Word, word_of
from territoria_web.measure.queries.assessments import MAIN
from territoria_web.measure.queries.explored import (
    LEVEL_OF,
    Cell,
    Cells,
    Opened,
    Variable,
    cells_of,
)
from territoria_web.territories.models import Territory

SOUND = ("firm", "likely")
STRUCTURE = (
    "population",
    "population_density",
    "gdp_per_head_pps",
    "median_age",
    "employment_industry",
)
"""What is shown beside, whatever the framework's peers are chosen by."""
FAR = 0.5
"""Share of all territories between two: from here on a structural difference is worth a word."""
MOST = 8


@dataclass(frozen=True)
class Line:
    """One figure of all territories compared; ``cells`` in their order, None is unknown."""

    variable: Variable
    cells: tuple[Cell | None, ...]
    dimension: str = ""

    def word(self, one: int, other: int) -> Word:
        """Where one stands against another, by place in ``cells``."""
        return word_of(self.cells[one], self.cells[other], self.variable.direction)

    def against(self, own: int = 0) -> dict[Word, list[int]]:
        """The others by where they stand against one of them."""
        found: dict[Word, list[int]] = {"above": [], "level": [], "below": [], "unknown": []}
        for other in range(len(self.cells)):
            if other != own:
                found[self.word(other, own)].append(other)
        return found

    @property
    def pairs(self) -> list[tuple[int, int, Word]]:
        """Every pair once, the first against the second."""
        many = range(len(self.cells))
        return [(a, b, self.word(a, b)) for a in many for b in many if a < b]

    @property
    def all_level(self) -> bool:
        """Whether no two that are known are clearly apart."""
        return all(word in ("level", "unknown") for _, _, word in self.pairs)

    @property
    def known(self) -> int:
        """How many have a value."""
        return sum(cell is not None for cell in self.cells)


@dataclass(frozen=True)
class Unlike:
    """Two that are not structural peers; ``most``: figures they lie furthest apart on."""

    one: Territory
    other: Territory
    most: tuple[Line, ...]


@dataclass(frozen=True)
class SideBySide:
    """All that is compared."""

    territories: tuple[Territory, ...]
    dimensions: tuple[Line, ...]
    indicators: tuple[Line, ...]
    structure: tuple[Line, ...]
    unlike: tuple[Unlike, ...]
    peers_known: bool


def side_by_side(here: Opened, framework: str, territories: Sequence[Territory]) -> SideBySide:
    """Everything about these territories in a framework; they are all of one level."""
    text = here.framework(framework)
    variables = here.variables
    nodes = [variables[f"{framework}:{n}"] for n in (OVERALL, *(n.id for n in text.nodes))
             if f"{framework}:{n}" in variables]  # fmt: skip
    bound = [(variables[i], d) for i, d in _bound(text).items() if i in variables]
    structure = [variables[i] for i in STRUCTURE if i in variables]
    wanted = list({v.id: v for v in [*nodes, *(v for v, _ in bound), *structure]}.values())
    shown = tuple(territories)
    cells = cells_of(here, wanted, LEVEL_OF[text.level], places=shown)
    aside = tuple(_line(v, cells[v.id], shown) for v in structure)
    unlike, known = _unlike(here, shown, aside)
    return SideBySide(
        territories=shown,
        dimensions=tuple(_line(v, cells[v.id], shown) for v in nodes),
        indicators=tuple(_line(v, cells[v.id], shown, d) for v, d in bound),
        structure=tuple(line for line in aside if line.known),
        unlike=unlike,
        peers_known=known,
    )


def _line(
    variable: Variable, cells: Cells, territories: Sequence[Territory], dimension: str = ""
) -> Line:
    return Line(variable, tuple(cells.get(t.pk) for t in territories), dimension)


def _bound(framework: Framework) -> dict[str, str]:
    """By indicator, in the order of the text: the dimension that it counts in first."""
    found: dict[str, str] = {}

    def visit(node: Node, dimension: str) -> None:
        for binding in node.indicators:
            found.setdefault(binding.indicator, dimension)
        for child in node.nodes:
            visit(child, dimension)

    for top in framework.nodes:
        visit(top, top.id)
    return found


# ── who is whose peer ─────────────────────────────────────────────────────────────────────────


def sound_peers(here: Opened, territories: Sequence[Territory]) -> Mapping[str, list[str]]:
    """By code: the codes of its firm and likely peers, the nearest first; one query.

    Peers are structural: those of the main framework's assessment hold for all. A territory that
    has not been compared yet is not in the answer.
    """
    made = peer_assessment(here)
    if made is None:
        return {}
    rows = Comparison.objects.filter(assessment=made, territory__in=territories)
    held = rows.values_list("territory__code", "body__peers__members")
    return {
        code: [m["code"] for m in members or () if m["firmness"] in SOUND] for code, members in held
    }


def peer_assessment(here: Opened) -> Assessment | None:
    """The assessment whose comparisons say who is a peer."""
    return here.assessments.get(MAIN)


def _unlike(
    here: Opened, territories: Sequence[Territory], structure: Sequence[Line]
) -> tuple[tuple[Unlike, ...], bool]:
    """Pairs of which neither is among the other's firm or likely peers, as far as that is known."""
    peers = sound_peers(here, territories)
    found = []
    for a, one in enumerate(territories):
        for b, other in enumerate(territories):
            if a >= b or not (one.code in peers or other.code in peers):
                continue
            if other.code in peers.get(one.code, ()) or one.code in peers.get(other.code, ()):
                continue
            found.append(Unlike(one, other, _furthest(structure, a, b)))
    return tuple(found), bool(peers)


def _furthest(structure: Sequence[Line], one: int, other: int) -> tuple[Line, ...]:
    """The two structural figures that most of all territories stand between, if many do."""
    apart = [(_between(line.cells[one], line.cells[other]), line) for line in structure]
    ordered = sorted((p for p in apart if p[0] > 0), key=lambda pair: -pair[0])
    far = [pair for pair in ordered if pair[0] >= FAR]
    return tuple(line for _, line in far[:2] or ordered[:1])


def _between(one: Cell | None, other: Cell | None) -> float:
    """The share of all territories that stand between two; 0 where a place is unknown."""
    if one is None or other is None or one.rank is None or other.rank is None:
        return 0.0
    return abs(one.rank - other.rank) / max(one.of, 1)
