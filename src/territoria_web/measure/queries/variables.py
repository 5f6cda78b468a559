"""What there is to look at: the indicators of a release, and the nodes of the frameworks on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext

from territoria.documents.numerals import numeral, on_scale, span
from territoria.measure.tree import OVERALL
from territoria.model import Framework, Node
from territoria_web.library.models import FrozenText
from territoria_web.library.queries import library
from territoria_web.measure.models import Release

COUNTRIES, REGIONS = 0, 2
LEVEL_OF = {"country": COUNTRIES, "region": REGIONS}


@dataclass(frozen=True)
class Variable:
    """What is looked at: an indicator (``tertiary_25_64``) or a node (``blueprint:A2``)."""

    id: str
    node: str
    framework: str
    short: str
    title: str
    unit: str
    direction: int
    decimals: int
    theme: str
    levels: frozenset[int]
    source: str = ""

    @property
    def scored(self) -> bool:
        """Whether it is a score of a framework, and no published figure."""
        return bool(self.framework)

    @property
    def whole(self) -> bool:
        """Whether it is the score of all dimensions together."""
        return self.scored and self.node == OVERALL

    def said(self, value: float | None) -> str:
        """A value as it is printed; scores between 0 and 100."""
        return numeral(on_scale(value) if self.scored else value, self.decimals)

    def between(self, low: float | None, high: float | None) -> str:
        """A range as it is printed: ``58–66``; nothing where there is none."""
        if low is None or high is None:
            return ""
        ends = (on_scale(low), on_scale(high)) if self.scored else (low, high)
        return span(*ends, self.decimals)


@lru_cache(maxsize=32)
def framework_at(text_id: int) -> Framework:
    """A frozen text as framework: what is frozen is read once a process."""
    return Framework.model_validate(FrozenText.objects.get(pk=text_id).body)


@lru_cache(maxsize=4)
def _held_levels(release: int, digest: str) -> Mapping[str, frozenset[int]]:
    """By indicator: the levels that have figures of it. ``digest`` makes a new release be read."""
    found: dict[str, set[int]] = {}
    rows = Release.objects.get(pk=release).figures.values_list("indicator", "territory__level")
    for indicator, level in rows.distinct():
        found.setdefault(indicator, set()).add(level)
    return {i: frozenset(levels) for i, levels in found.items() if i in library().indicators}


@lru_cache(maxsize=12)
def variables_said(
    lang: str, release: int, digest: str, texts: tuple[int, ...]
) -> Mapping[str, Variable]:
    """Said once a language: indicators by theme and name, then the nodes of each framework."""
    held = _held_levels(release, digest)
    found = {i: _of_indicator(i, levels) for i, levels in held.items()}
    found = dict(sorted(found.items(), key=lambda pair: (pair[1].theme, pair[1].short)))
    for text in texts:
        found |= _of_framework(framework_at(text))
    return found


def _of_indicator(indicator: str, levels: frozenset[int]) -> Variable:
    text = library().indicators[indicator]
    return Variable(
        id=indicator,
        node=indicator,
        framework="",
        short=text.short.say(),
        title=text.name.say(),
        unit=text.unit_of_measure.say(),
        direction=text.direction,
        decimals=text.decimals,
        theme=text.theme,
        levels=levels,
        source=text.source.publisher,
    )


def _of_framework(framework: Framework) -> dict[str, Variable]:
    made = [_of_node(framework, None), *(_of_node(framework, n) for n in scored_nodes(framework))]
    return {v.id: v for v in made}


def scored_nodes(framework: Framework) -> list[Node]:
    """The nodes that some figure stands below: only they can have a score."""
    return [node for node in framework.walk() if _bound(node)]


def _bound(node: Node) -> bool:
    return bool(node.indicators) or any(_bound(child) for child in node.nodes)


def _of_node(framework: Framework, node: Node | None) -> Variable:
    name = framework.title if node is None else node.title
    short = gettext("The whole") if node is None else (node.short or node.title).say()
    return Variable(
        id=f"{framework.id}:{node.id if node else OVERALL}",
        node=node.id if node else OVERALL,
        framework=framework.id,
        short=short,
        title=name.say(),
        unit=gettext("points of 100"),
        direction=1,
        decimals=0,
        theme=f"framework:{framework.id}",
        levels=frozenset({LEVEL_OF[framework.level]}),
    )
