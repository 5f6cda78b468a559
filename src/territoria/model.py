"""The words of the house as frozen classes.

Two kinds of thing live here. *Texts* (pydantic) are what people review in ``content/``: indicators,
frameworks, questionnaires, practices, recommendations, roles, territories. Their JSON schemas are
generated from these classes. *Values* (plain dataclasses) are what the engine hands on:
an ``Address`` names one printed number, a ``Reading`` is that number with its range.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints, model_validator

from territoria.speech import LANGUAGES, language

Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.\-]*$")]
TerritoryKey = Annotated[str, StringConstraints(pattern=r"^[^@:\s]+@[^@:\s]+$")]


class Text(BaseModel):
    """Base of every reviewed text: frozen, and an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(RootModel[dict[str, str]]):
    """One short string in several languages: ``{"en": …, "fr": …}``."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="after")
    def _english_is_the_source(self) -> Self:
        if not self.root.get("en", "").strip():
            raise ValueError("the English text is missing (key 'en')")
        unknown = sorted(set(self.root) - set(LANGUAGES))
        if unknown:
            raise ValueError(f"unknown language {unknown[0]!r}; known: {', '.join(LANGUAGES)}")
        return self

    def say(self, lang: str | None = None) -> str:
        """The text in ``lang`` (default: the language spoken); English where it is missing."""
        return self.root.get(lang or language()) or self.root["en"]

    def has(self, lang: str) -> bool:
        """Whether ``say(lang)`` needs no fallback."""
        return bool(self.root.get(lang))

    def __str__(self) -> str:
        return self.say()

    def __hash__(self) -> int:
        return hash(tuple(sorted(self.root.items())))


# ── indicators ────────────────────────────────────────────────────────────────────────────────

Role = Literal["scored", "structural", "validation", "context"]
ChainType = Literal["input", "process", "output", "outcome", "impact"]


class Source(Text):
    """Who publishes a figure, where, and under which licence."""

    publisher: str
    dataset: str
    licence: str
    url: str | None = None


class Obligation(Text):
    """A level that law or a binding programme asks for (target rule T5)."""

    value: float
    year: int
    basis: Words


class Indicator(Text):
    """One observable quantity. Its id is its file name, shared by all frameworks."""

    id: Identifier
    name: Words
    short: Words = Field(description="at most 36 characters, for charts")
    definition: Words
    unit_of_measure: Words = Field(description="as printed after the number")
    direction: Annotated[int, Field(ge=-1, le=1)] = Field(
        description="1: higher is better; -1: lower; 0: neither"
    )
    role: Role
    chain: ChainType
    theme: Identifier
    level: Literal["region", "country", "city", "local"] = Field(
        description="finest level the publisher gives; local: the territory counts it itself"
    )
    source: Source
    natural_bounds: tuple[float | None, float | None] = (None, None)
    quantity: Literal["absolute", "relative", "not-convertible"] | None = Field(
        default=None, description="how it is carried between versions of codes; default: by unit"
    )
    decimals: int = Field(ge=0, le=4, description="digits shown after the point")
    caveats: Words
    obligation: Obligation | None = None

    @model_validator(mode="after")
    def _short_is_short(self) -> Self:
        if len(self.short.say("en")) > 36:
            raise ValueError("short: at most 36 characters, so that it fits beside a chart")
        if self.role == "scored" and self.direction == 0:
            raise ValueError("direction: a scored indicator needs a direction, 1 or -1")
        return self


# ── questionnaires ────────────────────────────────────────────────────────────────────────────


class Question(Text):
    """A question with five anchored levels L0–L4, worth 0, 25, 50, 75 and 100."""

    id: Identifier
    text: Words
    help: Words | None = None
    levels: tuple[Words, Words, Words, Words, Words]
    roles: tuple[Identifier, ...] = Field(min_length=1, description="who can judge it")


class Choice(Text):
    """A question without levels, never scored: pick from a list, with severity or one vote."""

    id: Identifier
    text: Words
    help: Words | None = None
    among: Literal["obstacles", "dimensions"]
    answer: Literal["severity", "one"] = Field(
        description="severity: 0 to 4 for each picked; one: a single pick"
    )
    framework: Identifier | None = Field(default=None, description="whose dimensions")
    roles: tuple[Identifier, ...] = Field(min_length=1, description="who can judge it")


class Questionnaire(Text):
    """A bank of questions that frameworks refer to by id."""

    id: Identifier
    title: Words
    questions: tuple[Question, ...] = ()
    choices: tuple[Choice, ...] = ()

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if not self.questions and not self.choices:
            raise ValueError("questions: a questionnaire asks at least one thing")
        return self


# ── frameworks ────────────────────────────────────────────────────────────────────────────────


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


class Framework(Text):
    """A tree with named methods, in one edition; anything that changes makes a new edition."""

    id: Identifier
    edition: Identifier
    title: Words
    summary: Words
    level: Literal["region", "country"] = Field(
        default="region", description="whom it scores: the finest level of a release, or countries"
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


# ── roles, practices, recommendations ─────────────────────────────────────────────────────────

ActorGroup = Literal["authority", "business", "knowledge", "society"]
Grade = Literal["E0", "E1", "E2", "E3", "E4", "E5"]


class Actor(Text):
    """One of the kinds of stakeholder that advice is written for."""

    id: Identifier
    group: ActorGroup
    title: Words
    short: Words | None = Field(default=None, description="one or two words, for page one")
    your_role: Words


class Reference(Text):
    """A numbered source of a practice; the number stands in brackets in its text."""

    number: int = Field(ge=1)
    title: str
    dated: str = Field(description="as printed, or 'undated'")
    url: str


class EffectClaim(Text):
    """What is said to have come of a practice: the grade belongs to this, not to the practice."""

    id: Identifier
    outcome: Words
    claim: Words
    grade: Grade | Literal["not reported"]
    reason: Words
    sources: tuple[int, ...] = ()


CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
# S under 50,000 · M to 250,000 · L to 1 million · XL above · R region · N country · V several places
PopulationClass = Literal["S", "M", "L", "XL", "R", "N", "V"]
CollaborationForm = Literal[
    "encounter",
    "mentoring",
    "transfer",
    "exchange",
    "peer-review",
    "visit",
    "cohort",
    "city-pair",
    "joint-procurement",
    "joint-programme",
    "working-group",
    "partnership",
]


class Practice(Text):
    """What another territory did and what came of it; long text in ``<lang>.md``."""

    id: Identifier
    title: Words
    place: Words
    country: CountryCode | None = Field(default=None, description="none where several are meant")
    territories: tuple[TerritoryKey, ...] = ()
    population_class: PopulationClass
    years: str
    form: CollaborationForm | None = Field(
        default=None, description="how places or firms worked together, where that is the practice"
    )
    went_wrong: bool = False
    central: tuple[Identifier, ...] = Field(description="factors or dimensions it is about")
    touched: tuple[Identifier, ...] = ()
    roles: tuple[Identifier, ...] = Field(min_length=1)
    lesson: Words = Field(description="one sentence that a stranger can use")
    claims: tuple[EffectClaim, ...] = Field(min_length=1)
    contact: str | None = None
    confirmed: date | None = Field(default=None, description="last checked with the place")
    references: tuple[Reference, ...] = Field(min_length=1)


class Span(Text):
    """From low to high, in the unit that the field's name tells."""

    low: float = Field(ge=0)
    high: float = Field(ge=0)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.low > self.high:
            raise ValueError("low: must not be above high")
        return self


class Effort(Text):
    """What it takes; ``null`` means unknown and is printed as such."""

    person_months: Span | None
    cost_eur: Span | None
    first_effect_months: Span | None
    basis: Words = Field(description="where the estimate comes from")
    reversible: bool


class Threshold(Text):
    """A condition on an observed indicator, in its own unit."""

    indicator: Identifier
    at_least: float | None = None
    at_most: float | None = None

    @model_validator(mode="after")
    def _one_side(self) -> Self:
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError("give exactly one of at_least and at_most")
        return self


class Prerequisite(Text):
    """What must be there first. Exactly one way to find out: data, another advice, or asking."""

    id: Identifier
    text: Words
    data: Threshold | None = None
    recommendation: Identifier | None = None
    ask: Words | None = Field(default=None, description="the question to ask, and whom")

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ways = [w for w in (self.data, self.recommendation, self.ask) if w is not None]
        if len(ways) != 1:
            raise ValueError("give exactly one of data, recommendation and ask")
        return self


class Expected(Text):
    """What may be expected at the place of origin: a range that an evaluation measured.

    Where the evaluation gives no interval, the range starts at 0. Ranges are never added up.
    """

    outcome: Words
    low: float
    high: float
    unit_of_measure: Words = Field(description="as printed after the range")
    horizon: Words = Field(description="for how long it was measured")
    grade: Literal["E2", "E3", "E4", "E5"] = Field(description="at the place of origin")
    initiative: Identifier | None = None
    practice: Identifier | None = None

    @model_validator(mode="after")
    def _ordered_with_one_origin(self) -> Self:
        if self.low > self.high:
            raise ValueError("low: must not be above high")
        if (self.initiative is None) == (self.practice is None):
            raise ValueError("give exactly one of initiative and practice: where it was measured")
        return self


class Evidence(Text):
    """The grade with its reason, what effect is known, and what is not."""

    grade: Grade
    reason: Words
    effect: Words
    unknown: Words
    expected: tuple[Expected, ...] = ()


class KnowBy(Text):
    """How we shall know: an indicator of the release, or something the territory counts itself."""

    indicator: Identifier | None = None
    local: Words | None = None
    chain: ChainType
    review_months: int = Field(ge=1)

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.indicator is None) == (self.local is None):
            raise ValueError("give exactly one of indicator and local")
        return self


class Alternative(Text):
    """Something else that was considered, and why it is not advised."""

    what: Words
    why_not: Words


class Recommendation(Text):
    """Advice for one role; long text in ``<lang>.md``. Fields 1–12 of the card come from here."""

    id: Identifier
    heading: Identifier | None = Field(
        default=None, description="id of the Blueprint heading, e.g. MAY-2; none for other advice"
    )
    role: Identifier
    what: Words = Field(description="verb and object, at most 15 words")
    factors: tuple[Identifier, ...] = Field(min_length=1)
    share_of_people: float = Field(gt=0, le=1, description="share of people affected")
    share_basis: Words
    practices: tuple[Identifier, ...] = ()
    initiatives: tuple[Identifier, ...] = ()
    evidence: Evidence
    effort: Effort
    prerequisites: tuple[Prerequisite, ...] = ()
    mandate: Words = Field(description="what the role must be allowed to do")
    losers: Words | None = Field(default=None, description="who may lose; null: nobody named")
    not_advisable_if: Words
    excluded_when: tuple[Threshold, ...] = ()
    first_step: Words
    know_by: tuple[KnowBy, ...] = Field(min_length=1)
    would_change: tuple[Words, ...] = Field(min_length=1)
    alternatives: tuple[Alternative, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _card_rules(self) -> Self:
        words = len(self.what.say("en").split())
        if words > 15:
            raise ValueError(f"what: {words} words; at most 15, a verb and its object")
        if all(k.chain == "output" for k in self.know_by):
            raise ValueError("know_by: outputs only; name at least one outcome, impact or process")
        return self


# ── initiatives ───────────────────────────────────────────────────────────────────────────────

PolicyArea = Literal[
    "awareness",
    "training",
    "support-network",
    "marketplace-procurement",
    "finance",
    "environment-law",
]
Instrument = Literal[
    "event",
    "course",
    "adviser",
    "voucher",
    "grant",
    "guarantee",
    "platform",
    "rule",
    "standard",
    "procurement",
]
Evaluated = Literal["none", "report", "before-after", "comparison-group", "trial"]
SizeClass = Literal["self-employed", "micro", "small", "medium", "large"]
CEILINGS: dict[str, str] = {
    "none": "E1",
    "report": "E1",
    "before-after": "E2",
    "comparison-group": "E3",
    "trial": "E5",
}


class Obstacle(Text):
    """What keeps firms from digital tools; surveys ask for it, initiatives name it."""

    id: Identifier
    number: int = Field(ge=1, description="its place in the list")
    title: Words
    meaning: Words
    eurostat: str | None = Field(default=None, description="code of the matching barrier, if any")


class Budget(Text):
    """Public money of an initiative; unknown is allowed, and shown."""

    eur: float | None = Field(gt=0, description="total in EUR; null: not reported, or not in EUR")
    terms: Words = Field(description="sum as printed, what a firm gets, and who adds what")
    sources: tuple[Literal["eu", "national", "regional", "local", "private"], ...] = ()


class InitiativeTarget(Text):
    """What the initiative set out to reach. Without a baseline it is incomplete."""

    text: Words
    value: float | None = None
    unit_of_measure: Words | None = None
    due: str | None = None
    baseline: float | None = None

    @property
    def complete(self) -> bool:
        """Whether value, date and baseline are there."""
        return None not in (self.value, self.due, self.baseline)


class Reach(Text):
    """Whom it reached; a number needs its year or period."""

    text: Words
    firms: int | None = Field(default=None, ge=0)
    share: float | None = Field(default=None, ge=0, le=1, description="of the target group")
    period: str | None = None

    @model_validator(mode="after")
    def _dated(self) -> Self:
        if (self.firms is not None or self.share is not None) and not self.period:
            raise ValueError("period: a number of firms needs its year or period")
        return self


class Initiative(Text):
    """A policy instrument for small firms, with what its evaluation found."""

    id: Identifier
    title: Words
    place: Words
    countries: tuple[CountryCode, ...] = ()
    territories: tuple[TerritoryKey, ...] = ()
    level: Literal["local", "regional", "national", "eu"]
    owner: Words
    area: PolicyArea
    target_group: Words
    sectors: tuple[Annotated[str, StringConstraints(pattern=r"^[A-U]$")], ...] = Field(
        default=(), description="NACE sections; none: all"
    )
    sizes: tuple[SizeClass, ...] = ()
    obstacles: tuple[Identifier, ...] = Field(min_length=1)
    instruments: tuple[Instrument, ...] = Field(min_length=1)
    budget: Budget
    start: str | None = Field(description="year, or year-month; null: not reported")
    end: str | None = Field(default=None, description="null: open, or not reported")
    target: InitiativeTarget | None = Field(default=None, description="null: not reported")
    reach: Reach
    evaluation: Evaluated
    finding: Words = Field(description="how it was judged and what came out")
    claims: tuple[EffectClaim, ...] = Field(
        default=(), description="effects on firms; none: only description or take-up is reported"
    )
    result: Words = Field(description="two to five words")
    went_wrong: bool = False
    lessons: Words
    what_failed: Words | None = Field(default=None, description="null: not reported")
    transfer: Words
    contact: str | None = None
    confirmed: date | None = None
    references: tuple[Reference, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _evaluation_caps_the_grade(self) -> Self:
        ceiling = CEILINGS[self.evaluation]
        for claim in self.claims:
            if claim.grade != "not reported" and claim.grade > ceiling:
                raise ValueError(
                    f"claims: {claim.id} is graded {claim.grade}, but an evaluation of kind "
                    f"{self.evaluation} carries at most {ceiling}"
                )
        return self


# ── the map between frameworks ────────────────────────────────────────────────────────────────


class Theme(Text):
    """Factors of several frameworks about one thing. It suggests; it never copies a score."""

    id: Identifier
    title: Words
    factors: tuple[Identifier, ...] = Field(min_length=2)
    loose: bool = Field(default=False, description="related, but not the same question")
    remark: Words | None = None


# ── meeting formats and document templates ────────────────────────────────────────────────────

MeetingRecord = Literal[
    "participant",
    "interest",
    "topic",
    "group",
    "contribution",
    "proposal",
    "vote",
    "action",
    "commitment",
    "note",
]


class Counts(Text):
    """From so many to so many."""

    low: int = Field(ge=1)
    high: int = Field(ge=1)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.low > self.high:
            raise ValueError("low: must not be above high")
        return self


class MeetingRole(Text):
    """Somebody with a task at a meeting, e.g. the recorder."""

    id: Identifier
    title: Words
    task: Words


class Phase(Text):
    """One part of a meeting: minutes, what happens, what lies on the table afterwards."""

    id: Identifier
    day: int = Field(default=1, ge=1)
    title: Words
    minutes: int = Field(ge=1)
    what: Words
    output: Words | None = Field(default=None, description="null: nothing is written down")
    records: tuple[MeetingRecord, ...] = Field(
        default=(), description="what participants may add in this phase, and in no other"
    )


class MeetingFormat(Text):
    """The script of a meeting; changing minutes or order needs no code."""

    id: Identifier
    title: Words
    purpose: Words
    participants: Counts
    group_size: Counts
    roles: tuple[MeetingRole, ...] = Field(min_length=1)
    prepare: tuple[Words, ...] = Field(min_length=1)
    phases: tuple[Phase, ...] = Field(min_length=1)
    rules: tuple[Words, ...] = Field(min_length=1)
    produces: tuple[Words, ...] = Field(min_length=1)
    afterwards: tuple[Words, ...] = Field(min_length=1)
    source: Words = Field(description="where the format comes from, and what is ours in it")

    @property
    def minutes(self) -> dict[int, int]:
        """Working minutes by day, without breaks."""
        days = sorted({p.day for p in self.phases})
        return {day: sum(p.minutes for p in self.phases if p.day == day) for day in days}

    @model_validator(mode="after")
    def _days_run_on(self) -> Self:
        days = [p.day for p in self.phases]
        if days != sorted(days) or set(days) != set(range(1, max(days) + 1)):
            raise ValueError("phases: days must start at 1 and run on without a gap")
        return self


class Section(Text):
    """A chapter of a document, or a field of a form."""

    id: Identifier
    title: Words
    guidance: Words = Field(description="what belongs here")
    words: int | None = Field(default=None, ge=1, description="at most; null: no limit of its own")
    required: bool = True


class Criterion(Text):
    """Something that assessors score 0 to 4; anchors for 0, 2 and 4, and 1 and 3 lie between."""

    id: Identifier
    title: Words
    none: Words = Field(description="0")
    half: Words = Field(description="2")
    full: Words = Field(description="4")
    weight: float = Field(default=1.0, gt=0)


class DocumentTemplate(Text):
    """The skeleton of a form to be filled in, or of a report to be written."""

    id: Identifier
    kind: Literal["form", "report", "guide"]
    title: Words
    purpose: Words
    words: int | None = Field(default=None, ge=1, description="of the whole, at most")
    sections: tuple[Section, ...] = Field(min_length=1)
    criteria: tuple[Criterion, ...] = ()
    rules: tuple[Words, ...] = ()
    source: Words = Field(description="where the template comes from, and what is ours in it")


# ── territories ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Territory:
    """A city or region in one version of its code list. ``level``: 0 country … 2 NUTS 2."""

    code: str
    version: str
    name: str
    level: int
    parent: str
    country: str
    population: float | None = None
    area_km2: float | None = None
    longitude: float | None = None
    latitude: float | None = None

    @property
    def key(self) -> str:
        """``code@version``."""
        return f"{self.code}@{self.version}"


# ── values ────────────────────────────────────────────────────────────────────────────────────


class Status(IntEnum):
    """Where a figure comes from. Missing, zero and imputed are never the same thing."""

    MISSING = 0
    OBSERVED = 1
    INHERITED = 2
    IMPUTED = 3
    TREATED = 4
    SUPPRESSED = 5
    ESTIMATED = 6


@dataclass(frozen=True, slots=True)
class Address:
    """``kind:framework@edition:territory@version:node:release:plan``: names one printed number."""

    kind: str
    framework: str
    territory: str
    node: str
    release: str
    plan: str

    def __str__(self) -> str:
        return ":".join(
            (self.kind, self.framework, self.territory, self.node, self.release, self.plan)
        )

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read an address; ValueError says which part is wrong."""
        parts = text.strip().split(":")
        if len(parts) != 6 or not all(parts):
            raise ValueError(
                "an address has six parts, kind:framework@edition:territory@version:node:release:plan"
            )
        for name, part in (("framework", parts[1]), ("territory", parts[2])):
            if part.count("@") != 1 or part.startswith("@") or part.endswith("@"):
                raise ValueError(f"the {name} part {part!r} needs exactly one '@', inside it")
        return cls(*parts)


@dataclass(frozen=True, slots=True)
class Reading:
    """One number with its range. ``low``/``high`` are the 5th and 95th percentile unless said."""

    address: Address
    value: float | None
    low: float | None = None
    high: float | None = None
    unit_of_measure: str = ""
    period: str = ""
    badge: str = ""
    method: str = ""
    inputs: str = ""
    sentence: str = ""
    detail: dict[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Plain data for ``readings.json``, keys in a fixed order."""
        return {
            "address": str(self.address),
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "unit_of_measure": self.unit_of_measure,
            "period": self.period,
            "badge": self.badge,
            "method": self.method,
            "inputs": self.inputs,
            "sentence": self.sentence,
        }
