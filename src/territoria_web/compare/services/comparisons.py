"""What a diagnosis says of a territory among its peers, as plain data with whole sentences."""

from __future__ import annotations

import math
from collections.abc import Callable
from copy import copy
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from territoria.compare.gaps import Gap
from territoria.compare.peers import Peer, PeerSet
from territoria.compare.targets import Target
from territoria.compare.trends import Trend
from territoria.diagnosis import Diagnosis
from territoria.documents.briefing.doubt import sure
from territoria.documents.briefing.facts import Context
from territoria.documents.briefing.message import caveat, findings, headline
from territoria.documents.document import text_of
from territoria.speech import LANGUAGES, speaking
from territoria.territories import say_name

ANY_DAY = date(2000, 1, 1)  # none of these sentences tells the day


def compare_territory(d: Diagnosis) -> dict[str, Any]:
    """Peers, gaps, trends, targets and doubts of a diagnosis as plain data."""
    comparable = d.comparable
    return {
        "comparable": comparable,
        "peers": _peers(d.peers) if comparable else None,
        "home": _peers(d.peers_home) if comparable else None,
        "abroad": _peers(d.peers_abroad) if comparable else None,
        "elements": [
            {"id": e.id, "title": e.title.root, "variables": [v.indicator for v in e.variables]}
            for e in d.universe.preset.elements
        ],
        "draws": d.universe.preset.draws,
        "k": d.universe.preset.k,
        "comparable_regions": len(d.universe.space.members),
        "gaps": {node: _gap(gap) for node, gap in d.gaps.items()},
        "trends": {i: _trend(t) for i, t in d.trends.items()},
        "targets": {i: _target(t) for i, t in d.targets.items()} if comparable else {},
        "doubts": dict(d.largest_doubt),
        "badges": {i: d.badge(i) for i in dict.fromkeys(d.assessment.tree.indicators)},
    }


def said_of(d: Diagnosis) -> dict[str, Any]:
    """The sentences of page one: in each language the headline, the findings, how sure we are."""
    nodes = [n.id for n in d.framework.nodes]
    return {
        "headline": in_each_language(d, lambda ctx: text_of(headline(ctx))),
        "findings": in_each_language(d, lambda ctx: [text_of(line) for line in findings(ctx)]),
        "sure": in_each_language(d, lambda ctx: text_of(sure(ctx, nodes))),
        "caveat": in_each_language(d, lambda ctx: text_of(caveat(ctx))),
    }


def as_json(value: Any) -> Any:
    """Plain data in which what is not a number is None: databases refuse NaN, and it is unknown."""
    if isinstance(value, dict):
        return {str(key): as_json(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(held) for held in value]
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value


def in_each_language(d: Diagnosis, say: Callable[[Context], Any]) -> dict[str, Any]:
    """What ``say`` says, by language."""
    said = {}
    for lang in LANGUAGES:
        with speaking(lang):
            said[lang] = say(Context(_called_here(d), ANY_DAY))
    return said


def _called_here(d: Diagnosis) -> Diagnosis:
    """The same diagnosis, with all that is computed, of a place called as in the language spoken."""
    named = copy(d)
    object.__setattr__(named, "territory", replace(d.territory, name=say_name(d.territory)))
    return named


def _peers(found: PeerSet) -> dict[str, Any]:
    return {
        "members": [_peer(p) for p in found.members],
        "isolated": bool(found.isolated),
        "ratio": float(found.ratio),
    }


def _peer(p: Peer) -> dict[str, Any]:
    return {
        "code": p.territory.code,
        "key": p.territory.key,
        "firmness": p.firmness,
        "inclusion": float(p.inclusion),
        "distance": float(p.distance),
        "rank": int(p.rank),
        "shares": [float(s) for s in p.shares],
        "reciprocal": bool(p.reciprocal),
        "hub": bool(p.is_hub),
        "partial": bool(p.partial),
        "home": bool(p.home),
        "alike": list(p.most_alike),
        "different": list(p.most_different),
    }


def _gap(g: Gap) -> dict[str, Any]:
    return {
        "value": g.value,
        "peer_median": g.peer_median,
        "peer_low": g.peer_low,
        "peer_high": g.peer_high,
        "target": g.target,
        "size": g.size,
        "low": g.low,
        "high": g.high,
        "chance": g.chance,
        "better": g.better,
        "raw": bool(g.raw),
        "peers_known": int(g.peers_known),
        "word": g.word,
        "firm": bool(g.firm),
        "kind": g.kind(),
    }


def _trend(t: Trend) -> dict[str, Any]:
    return {
        "slope": float(t.slope),
        "low": float(t.low),
        "high": float(t.high),
        "word": t.word,
        "periods": [int(p) for p in t.periods],
        "values": [float(v) for v in t.values],
    }


def _target(t: Target) -> dict[str, Any]:
    return {
        "baseline": float(t.baseline),
        "value": float(t.value),
        "low": float(t.low),
        "high": float(t.high),
        "rule": t.rule,
        "median": float(t.median),
        "quartile": float(t.quartile),
        "trend": t.trend,
        "pace": t.pace,
        "label": t.label,
        "done_by": int(t.done_by),
        "of": int(t.of),
        "horizon": int(t.horizon),
    }
