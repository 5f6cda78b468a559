"""Frameworks: trees of nodes with bound indicators, named methods, doubt and peers."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import Field, model_validator

from territoria.model.text import Identifier, Text, Words


class Step(Text):
    """A method by name, with its parameters."""

    method: Identifier
    parameters: dict[str, Any] = Field(default_factory=dict)


class Binding(Text):
    """An indicator inside a factor: weight, the edition's frozen bounds, and methods of its own."""

    indicator: Identifier
    weight: float = Field(default=1.0, gt=0)
    minimum: float | None = None
    maximum: float | None = None
    target: float | None = Field(default=None, description="in the indicator's own unit")
    denominator: Identifier | None = Field(
        default=None, description="the indicator that the figures are divided by"
    )
    scale_factor: float = Field(
        default=1.0, gt=0, description="the quotient is multiplied by it, e.g. 1000"
    )
    impute: Step | None = Field(default=None, description="instead of the recipe's")
    treat: Step | None = Field(default=None, description="instead of the recipe's")
    normalise: Step | None = Field(default=None, description="instead of the recipe's")
    proxy: bool = False
    remark: Words | None = None

    @model_validator(mode="after")
    def _bounds_are_ordered(self) -> Self:
        if (self.minimum is None) != (self.maximum is None):
            raise ValueError("minimum and maximum: give both bounds or neither")
        if self.minimum is not None and self.maximum is not None and self.minimum >= self.maximum:
            raise ValueError("minimum: must be below maximum")
        return self


class Node(Text):
    """A dimension, factor or any other node of the tree; it holds nodes or indicators."""

    id: Identifier
    kind: Literal["dimension", "factor", "node"]
    title: Words
    short: Words | None = None
    meaning: Words | None = None
    steps: tuple[Words, ...] = ()
    levers: tuple[Words, ...] = ()
    weight: float = Field(default=1.0, gt=0)
    weigh: Step | None = Field(default=None, description="instead of the recipe's")
    aggregate: Step | None = Field(default=None, description="instead of the recipe's")
    decimals: int | None = Field(
        default=None, ge=0, le=12, description="the score is rounded, half away from zero"
    )
    minimum_coverage: float = Field(default=0.0, ge=0, le=1)
    minimum_children: float = Field(
        default=0.0, ge=0, le=1, description="least share of the direct children with a score"
    )
    nodes: tuple[Node, ...] = ()
    indicators: tuple[Binding, ...] = ()
    questions: tuple[Identifier, ...] = ()

    @model_validator(mode="after")
    def _nodes_or_indicators(self) -> Self:
        if self.nodes and self.indicators:
            raise ValueError(f"{self.id}: a node holds other nodes or indicators, not both")
        return self


class Recipe(Text):
    """The named methods with their parameters. A step that is off (``none``) is still in it."""

    period: Step = Step(method="latest")
    denominate: Step = Step(method="by-denominator")
    screen: Step
    impute: Step
    treat: Step
    normalise: Step
    weight: Step
    aggregate: Step


class Uncertainty(Text):
    """What is varied, and how often. Each list of steps holds the default first."""

    runs: int = Field(default=1000, ge=1)
    seed: int = Field(default=1, ge=0)
    impute: tuple[Step, ...] = ()
    treat: tuple[Step, ...] = ()
    normalise: tuple[Step, ...] = ()
    weight: tuple[Step, ...] = ()
    aggregate: tuple[Step, ...] = ()
    weight_noise: float = Field(default=0.0, ge=0, lt=1)
    dirichlet: float | None = Field(
        default=None, gt=0, description="concentration of weights drawn around the given ones"
    )
    experts: tuple[dict[Identifier, float], ...] = Field(
        default=(), description="weights by node or indicator, one map an expert; one is drawn"
    )
    leave_out: tuple[Identifier, ...] = Field(
        default=(), description="indicators of which each replication leaves out one or none"
    )
    values: bool = False


class PeerVariable(Text):
    """A structural indicator that peers are chosen by, and how it is bent before scaling."""

    indicator: Identifier
    transform: Literal["none", "sqrt", "log", "log1p", "logit"] = "none"


class PeerElement(Text):
    """A family of structural variables with one weight."""

    id: Identifier
    title: Words
    weight: float = Field(default=1.0, gt=0)
    variables: tuple[PeerVariable, ...] = Field(min_length=1)


class PeerPreset(Text):
    """How alike is measured. Only structural indicators may be named."""

    elements: tuple[PeerElement, ...] = Field(min_length=1)
    k: int = Field(default=10, ge=1)
    draws: int = Field(default=1000, ge=1)
    alpha: float = Field(default=30.0, gt=0)
    seed: int = Field(default=1, ge=0)
    place_coverage: float = 0.8
    variable_coverage: float = 0.9


class Band(Text):
    """What a score from ``begins`` up to the next band is called, and what it means."""

    id: Identifier
    begins: float = Field(ge=0, lt=100)
    title: Words
    meaning: Words


class Framework(Text):
    """A tree with named methods, in one edition; anything that changes makes a new edition."""

    id: Identifier
    edition: Identifier
    title: Words
    summary: Words
    level: Literal["region", "country", "organisation"] = Field(
        default="region",
        description="whom it scores: the finest level of a release, countries, or single "
        "organisations, which answer for themselves",
    )
    reference_year: int
    nodes: tuple[Node, ...] = Field(min_length=1)
    aggregate: Step | None = Field(default=None, description="of the whole, not the recipe's")
    weigh: Step | None = Field(default=None, description="of the whole, not the recipe's")
    decimals: int | None = Field(default=None, ge=0, le=12)
    minimum_coverage: float = Field(default=0.0, ge=0, le=1)
    minimum_children: float = Field(default=0.0, ge=0, le=1)
    recipe: Recipe
    uncertainty: Uncertainty = Uncertainty()
    peers: PeerPreset | None = None
    bands: tuple[Band, ...] = Field(default=(), description="what a score is called, lowest first")

    @model_validator(mode="after")
    def _bands_rise_from_zero(self) -> Self:
        begins = [band.begins for band in self.bands]
        if begins and (begins[0] != 0 or sorted(set(begins)) != begins):
            raise ValueError("bands: the first begins at 0, and each later one higher")
        return self

    @model_validator(mode="after")
    def _node_ids_are_unique(self) -> Self:
        ids = [node.id for node in self.walk()]
        doubles = sorted({i for i in ids if ids.count(i) > 1})
        if doubles:
            raise ValueError(f"the node {doubles[0]} stands twice")
        if "overall" in ids:
            raise ValueError("the node id 'overall' is taken: it names the whole")
        return self

    def walk(self) -> list[Node]:
        """All nodes, parents before children, in the order of the text."""
        found: list[Node] = []

        def visit(node: Node) -> None:
            found.append(node)
            for child in node.nodes:
                visit(child)

        for top in self.nodes:
            visit(top)
        return found

    def factors(self) -> list[Node]:
        """The nodes of kind *factor*."""
        return [n for n in self.walk() if n.kind == "factor"]

    def bindings(self) -> list[Binding]:
        """All bound indicators, in the order of the text."""
        return [b for n in self.walk() for b in n.indicators]

    def node(self, node_id: str) -> Node:
        """The node of that id; KeyError where there is none."""
        for candidate in self.walk():
            if candidate.id == node_id:
                return candidate
        raise KeyError(node_id)

    def dimension_of(self, node_id: str) -> Node:
        """The top node above (or equal to) ``node_id``."""
        for top in self.nodes:
            below = [top]
            while below:
                node = below.pop()
                if node.id == node_id:
                    return top
                below.extend(node.nodes)
        raise KeyError(node_id)
