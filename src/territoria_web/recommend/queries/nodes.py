"""The factors and dimensions of all frameworks, as advice and practices are filed under them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from territoria.model import Framework, Node
from territoria.speech import language
from territoria_web.library.queries import library
from territoria_web.measure.queries.assessments import frameworks
from territoria_web.recommend.queries.wording import not_found, said


@dataclass(frozen=True)
class NodeEntry:
    """A node in the language spoken. ``way``: its own id and those above it."""

    id: str
    framework: str
    framework_title: str
    kind: str
    title: str
    short: str
    meaning: str
    way: tuple[str, ...]
    below: tuple[str, ...]
    indicators: tuple[str, ...]

    @property
    def dimension(self) -> str:
        """The id of the top node above it."""
        return self.way[-1]


def all_nodes() -> Mapping[str, NodeEntry]:
    """By id: the nodes of every framework, in the order of the texts; the main framework first."""
    return _all(language())


@lru_cache
def _all(lang: str) -> Mapping[str, NodeEntry]:
    found: dict[str, NodeEntry] = {}
    for framework in frameworks():
        for node in framework.nodes:
            for entry in _entries(framework, node, ()):
                found.setdefault(entry.id, entry)
    return found


def _entries(framework: Framework, node: Node, above: tuple[str, ...]) -> Sequence[NodeEntry]:
    way = (node.id, *above)
    inner = [entry for child in node.nodes for entry in _entries(framework, child, way)]
    own = NodeEntry(
        id=node.id,
        framework=framework.id,
        framework_title=said(framework.title),
        kind=node.kind,
        title=said(node.title),
        short=said(node.short or node.title),
        meaning=said(node.meaning),
        way=way,
        below=tuple(e.id for e in inner),
        indicators=(
            *(b.indicator for b in node.indicators),
            *(i for e in inner for i in e.indicators),
        ),
    )
    return [own, *inner]


def framework_trees(framework: str = "") -> Sequence[tuple[str, str, Sequence[NodeEntry]]]:
    """Each framework, or only the one asked for: id, title, nodes in the order of the text."""
    if framework:
        _check_framework(framework)
    found: dict[str, tuple[str, str, list[NodeEntry]]] = {}
    for node in all_nodes().values():
        if framework not in ("", node.framework):
            continue
        found.setdefault(node.framework, (node.framework, node.framework_title, []))[2].append(node)
    return list(found.values())


def node_at(framework: str, node: str) -> NodeEntry:
    """The node of a framework; AddressError with a guess where there is none."""
    _check_framework(framework)
    inside = {n.id: n for n in all_nodes().values() if n.framework == framework}
    if node not in inside:
        raise not_found(node, _("This framework has no such factor or dimension."), inside)
    return inside[node]


def _check_framework(framework: str) -> None:
    known = {f.id for f in frameworks()}
    if framework not in known:
        raise not_found(framework, _("There is no framework of this name."), known)


def framework_of_node(node: str) -> str:
    """The framework that has a node; AddressError with a guess where none has."""
    if node not in all_nodes():
        raise not_found(node, _("No framework has such a factor or dimension."), all_nodes())
    return all_nodes()[node].framework


def themes_of(node: str) -> Sequence[tuple[str, str]]:
    """The themes that a node belongs to: id and title."""
    return [(t.id, said(t.title)) for t in library().themes.values() if node in t.factors]


def kin_of(node: str) -> Sequence[str]:
    """Nodes of other frameworks that speak of the same theme."""
    kin = [f for t in library().themes.values() if node in t.factors for f in t.factors]
    return [f for f in dict.fromkeys(kin) if f != node and f in all_nodes()]
