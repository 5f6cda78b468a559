"""`territoria measure`: scores, ranks and ranges."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from territoria.cli.opening import (
    DEFAULT_FRAMEWORK,
    DEFAULT_RELEASE,
    load,
    open_figures,
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
    from territoria.measure.assessment import Assessment


@click.command()
@click.argument("territory", required=False)
@click.option(
    "--framework",
    default=DEFAULT_FRAMEWORK,
    show_default=True,
    help="A framework's id, or a YAML file of your own.",
)
@click.option(
    "--observations",
    type=click.Path(path_type=Path),
    help="A CSV, Excel or Parquet file of your own figures.",
)
@click.option("--version", "codes", help="Version of bare territory codes in your file, e.g. 2021.")
@click.option("--release", "release_name", default=DEFAULT_RELEASE, show_default=True)
@click.option(
    "--runs", type=click.IntRange(1, 1_000_000), help="Replications (default: the framework's)."
)
@click.option(
    "--seed", type=click.IntRange(0), help="Seed of the replications (default: the framework's)."
)
@option_library
@options_of_output
@speaks_plainly
def measure(
    territory: str | None,
    framework: str,
    observations: Path | None,
    codes: str | None,
    release_name: str,
    runs: int | None,
    seed: int | None,
    overlay: Path | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Scores with their ranges, ranks with their ranges, and coverage.

    Without TERRITORY: all territories on all dimensions. With it: every node of the tree.
    """
    from territoria.content import load_framework
    from territoria.measure.assessment import score_with_uncertainty

    library = load(overlay)
    text = load_framework(framework, library)
    held = open_figures(library, text, observations, codes, release_name)
    with progress(["scoring", "replicating"]) as step:
        found = score_with_uncertainty(
            text, held, runs=runs, seed=seed, indicators=library.indicators
        )
        _ = found.scores
        step()
        _ = found.replications
        step()
    rows = _score_rows(found, territory)
    extra = {
        "framework": f"{text.id}@{text.edition}",
        "release": held.name,
        "release_digest": held.digest,
        "plan": found.tree.digest,
        "runs": found.framework.uncertainty.runs,
        "seed": found.framework.uncertainty.seed,
    }
    if emit(rows, as_json, as_csv, extra):
        return
    table(
        ("territory", "node", "score", "5–95 %", "rank", "coverage"),
        [
            (
                f"{r['territory']} {r['name']}"[:34],
                r["node"],
                _cell(r["score"]),
                _span(r["score_low"], r["score_high"]),
                _rank(r),
                f"{r['coverage']:.0%}",
            )
            for r in rows
        ],
    )


def _score_rows(found: Assessment, territory: str | None) -> list[dict[str, Any]]:
    """One row per territory and node; only dimensions and the whole where no territory is named."""
    tree, cut = found.tree, found.cut
    if territory is None:
        columns = list(range(len(cut.territories)))
        nodes = [
            n for n in tree.ids if n == tree.ids[-1] or any(n == t.id for t in tree.framework.nodes)
        ]
    else:
        from territoria.territories import find_territory

        columns = [cut.column(find_territory(cut.territories, territory).key)]
        nodes = list(tree.ids)
    low, high = found.replications.score_ranges
    ranks = found.replications.rank_ranges_of(nodes)
    rows = []
    for column in columns:
        for node in reversed(nodes):
            n = tree.index(node)
            scored = found.scores.scores[n, column] == found.scores.scores[n, column]
            rows.append(
                {
                    "territory": cut.territories[column].code,
                    "version": cut.territories[column].version,
                    "name": cut.territories[column].name,
                    "node": node,
                    "score": float(found.scores.scores[n, column]) if scored else None,
                    "score_low": float(low[n, column]) if scored else None,
                    "score_high": float(high[n, column]) if scored else None,
                    "rank_low": int(ranks[node][0][column]) if scored else None,
                    "rank_high": int(ranks[node][1][column]) if scored else None,
                    "ranked": int((found.scores.ranks[n] == found.scores.ranks[n]).sum()),
                    "coverage": float(found.scores.coverage[n, column]),
                }
            )
    return rows


def _cell(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.0f}"


def _span(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f"{low:.0f}–{high:.0f}"


def _rank(row: dict[str, Any]) -> str:
    return (
        ""
        if row["rank_low"] is None
        else f"{row['rank_low']}–{row['rank_high']} of {row['ranked']}"
    )
