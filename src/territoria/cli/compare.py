"""`territoria compare`: peers with reasons, or gaps and targets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from territoria.cli.opening import (
    DEFAULT_FRAMEWORK,
    DEFAULT_RELEASE,
    open_diagnosis,
)
from territoria.cli.speak import (
    emit,
    option_library,
    options_of_output,
    progress,
    speaks_plainly,
    table,
)

if TYPE_CHECKING:
    from territoria.diagnosis import Diagnosis


@click.command()
@click.argument("territory")
@click.option("--framework", default=DEFAULT_FRAMEWORK, show_default=True)
@click.option("--release", "release_name", default=DEFAULT_RELEASE, show_default=True)
@click.option(
    "--where",
    type=click.Choice(["all", "home", "abroad"]),
    default="all",
    show_default=True,
    help="Only the own country, or all but it.",
)
@click.option("--gaps", "show_gaps", is_flag=True, help="Show gaps and targets instead of peers.")
@option_library
@options_of_output
@speaks_plainly
def compare(
    territory: str,
    framework: str,
    release_name: str,
    where: str,
    show_gaps: bool,
    overlay: Path | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Structural peers with their firmness and reasons; with --gaps, gaps and targets."""
    from territoria.plan.waves import DEFAULT_CAPACITY

    attribute = {"all": "peers", "home": "peers_home", "abroad": "peers_abroad"}[where]
    with progress(["reading the release", "comparing"]) as step:
        d = open_diagnosis(overlay, framework, release_name, territory, DEFAULT_CAPACITY)
        step()
        _ = d.gaps if show_gaps else getattr(d, attribute)
        step()
    if show_gaps:
        rows = _gap_rows(d)
        if not emit(rows, as_json, as_csv, d.as_facts()):
            table(
                (
                    "what",
                    "value",
                    "peers' median",
                    "against peers",
                    "target",
                    "band",
                    "gap",
                    "chance",
                ),
                [
                    (
                        r["title"],
                        _short(r["value"]),
                        _short(r["peer_median"]),
                        r["word"],
                        _short(r["target"]),
                        _short(r["target_low"], r["target_high"]),
                        _short(r["gap"]),
                        "" if r["chance"] is None else f"{r['chance']:.0%}",
                    )
                    for r in rows
                ],
            )
        return
    peers = getattr(d, attribute)
    elements = [e.id for e in d.universe.preset.elements]
    rows = [
        {
            "code": p.territory.code,
            "version": p.territory.version,
            "name": p.territory.name,
            "country": p.territory.country,
            "firmness": p.firmness,
            "inclusion": p.inclusion,
            "distance": p.distance,
            "reciprocal": p.reciprocal,
            "hub": p.hub,
            **{f"share_{e}": s for e, s in zip(elements, p.shares, strict=True)},
        }
        for p in peers.members
    ]
    extra = {
        **d.as_facts(),
        "isolated": peers.isolated,
        "ratio_to_usual": peers.ratio if peers.members else None,
    }
    if emit(rows, as_json, as_csv, extra):
        return
    table(
        ("peer", "", "firmness", "draws", "distance", "picks you too", "most of the distance"),
        [
            (
                p.territory.code,
                p.territory.name,
                p.firmness,
                f"{p.inclusion:.0%}",
                f"{p.distance:.4f}",
                "yes" if p.reciprocal else "",
                elements[max(range(len(elements)), key=lambda e: p.shares[e])],
            )
            for p in peers.members
        ],
    )
    if peers.isolated:
        click.echo(f"No close peers: the nearest is {peers.ratio:.1f} times as far as usual.")


def _gap_rows(d: Diagnosis) -> list[dict[str, Any]]:
    rows = []
    for node, gap in d.gaps.items():
        target = d.targets.get(node)
        rows.append(
            {
                "node": node,
                "title": d.title(node),
                "value": gap.value,
                "peer_median": gap.peer_median,
                "word": gap.word,
                "target": gap.target,
                "target_low": target.low if target else None,
                "target_high": target.high if target else None,
                "label": target.label if target else None,
                "gap": gap.size,
                "gap_low": gap.low,
                "gap_high": gap.high,
                "chance": gap.chance,
                "kind": gap.kind(),
            }
        )
    return rows


def _short(*values: float | None) -> str:
    return "–".join("" if v is None else f"{v:.3g}" for v in values if v is not None)
