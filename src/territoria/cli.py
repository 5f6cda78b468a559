"""The command line: check, release, measure, compare, recommend, brief, explain, recompute.

Results go to standard output, words about them to standard error. Exit codes: 0 done; 1 something
does not hold (a check found problems, a recomputed number differs); 2 wrong input.
Everything heavy is imported inside the commands, so that ``--help`` is quick.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

from territoria import __version__

if TYPE_CHECKING:
    from territoria.content import Library
    from territoria.diagnosis import Diagnosis, Universe
    from territoria.measure.assessment import Assessment

P = ParamSpec("P")
R = TypeVar("R")

DEFAULT_RELEASE = "europe-nuts2021"
DEFAULT_FRAMEWORK = "blueprint"


def speaks_plainly(command: Callable[P, R]) -> Callable[P, R]:
    """The house's errors become messages with exit code 2; nothing else is caught."""

    @wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        from territoria.errors import TerritoriaError

        try:
            return command(*args, **kwargs)
        except TerritoriaError as error:
            for problem in error.problems:
                click.echo(str(problem), err=True)
            raise SystemExit(2) from None

    return wrapped


@contextmanager
def progress(steps: Sequence[str]) -> Iterator[Callable[[], None]]:
    """A progress bar on standard error, where someone is looking; call it after each step."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(steps[0], total=len(steps))
        done = 0

        def advance() -> None:
            nonlocal done
            done += 1
            words = steps[done] if done < len(steps) else "done"
            bar.update(task, advance=1, description=words)

        yield advance


class InOrder(click.Group):
    """A group that lists its commands in the order they were written."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands as they stand in this file."""
        return list(self.commands)


@click.group(cls=InOrder, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="territoria")
def main() -> None:
    """From evidence to action for a city or region: score it, find its true peers, advise, plan.

    Every number that a document prints can be explained and recomputed.
    """


Command = Callable[..., Any]


def option_library(command: Command) -> Command:
    """A second folder of texts, laid over the bundled library."""
    return click.option(
        "--library",
        "overlay",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="A folder of your own texts, laid over the bundled library.",
    )(command)


def options_of_output(command: Command) -> Command:
    """--json and --csv."""
    as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
    as_csv = click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
    return as_json(as_csv(command))


def load(overlay: Path | None) -> Library:
    """The bundled library with the overlay on it."""
    from territoria.content import content_root, load_library

    return load_library(content_root(), overlay) if overlay else load_library()


def open_release(library: Library, framework: str, release: str) -> Universe:
    """A framework of the library on a bundled release."""
    from territoria.content import load_framework
    from territoria.diagnosis import open_universe
    from territoria.observations import bundled

    text = library.frameworks.get(framework) or load_framework(framework)
    return open_universe(library, bundled(release), text)


def open_diagnosis(
    overlay: Path | None, framework: str, release: str, territory: str, capacity: float
) -> Diagnosis:
    """The diagnosis of one territory, by code or name."""
    from territoria.diagnosis import Diagnosis

    if not math.isfinite(capacity):
        raise click.BadParameter(
            f"{capacity} is not a number of person-months.", param_hint="--capacity"
        )
    universe = open_release(load(overlay), framework, release)
    diagnosis = Diagnosis(universe, universe.observations.territory(territory), capacity)
    _ = diagnosis.column  # a country is refused here, before any work
    return diagnosis


def emit(rows: list[dict[str, Any]], as_json: bool, as_csv: bool, extra: dict[str, Any]) -> bool:
    """Rows as JSON (with what they belong to) or CSV; False where neither was asked."""
    if as_json:
        click.echo(json.dumps({**extra, "rows": rows}, indent=2, ensure_ascii=False))
    elif as_csv:
        import csv

        writer = csv.DictWriter(
            sys.stdout, fieldnames=list(rows[0]) if rows else [], lineterminator="\n"
        )
        writer.writeheader()
        writer.writerows(rows)
    return as_json or as_csv


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A plain table on the terminal, columns as wide as their words."""
    widths = [max(len(str(r[n])) for r in (header, *rows)) for n in range(len(header))]
    for row in (header, *rows):
        click.echo("  ".join(str(c).ljust(w) for c, w in zip(row, widths, strict=True)).rstrip())


# ── check, release ────────────────────────────────────────────────────────────────────────────


@main.command()
@click.argument(
    "folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option(
    "--language",
    "languages",
    multiple=True,
    default=("en",),
    show_default=True,
    help="A language that must be complete (may be repeated).",
)
@speaks_plainly
def check(folder: Path | None, languages: tuple[str, ...]) -> None:
    """Check a library of texts; print every problem as file:line, what, and how to mend it.

    FOLDER defaults to the bundled library. Another folder is checked as laid over the bundled one,
    unless it is a whole library of its own (it has frameworks/ and indicators/).
    """
    from territoria.content import content_root
    from territoria.content_check import check_library
    from territoria.measure.methods import check_step

    own = folder or content_root()
    whole = (own / "frameworks").is_dir() and (own / "indicators").is_dir()
    roots = (own,) if whole else (content_root(), own)
    library, problems = check_library(*roots, check_step=check_step, languages=languages)
    for problem in problems:
        click.echo(str(problem))
    texts = len(library.files)
    if problems:
        click.echo(f"{len(problems)} problems in {texts} texts.", err=True)
        raise SystemExit(1)
    click.echo(
        f"{texts} texts hold: schema, references, methods, languages and sentences.", err=True
    )


@main.group()
def release() -> None:
    """Releases of observations: list, show, verify."""


@release.command("list")
@speaks_plainly
def release_list() -> None:
    """The bundled releases with their digests."""
    from territoria.content import content_root

    for path in sorted((content_root() / "observations").glob("*/datapackage.json")):
        held = json.loads(path.read_text(encoding="utf-8"))
        click.echo(f"{held['name']}  {held['title']}  {held['digest']}")


@release.command("show")
@click.argument("name", default=DEFAULT_RELEASE)
@click.option("--indicator", help="Only figures of this indicator.")
@click.option("--territory", help="Only figures of this territory.")
@click.option("--csv", "as_csv", is_flag=True, help="Print the figures as CSV.")
@speaks_plainly
def release_show(name: str, indicator: str | None, territory: str | None, as_csv: bool) -> None:
    """Figures with period, status, source and licence."""
    import polars as pl

    from territoria.observations import bundled

    held = bundled(name)
    rows = held.table
    if indicator:
        held.indicator_index(indicator)
        rows = rows.filter(pl.col("indicator") == indicator)
    if territory:
        rows = rows.filter(pl.col("territory") == held.territory(territory).code)
    if as_csv:
        click.echo(rows.drop("line").write_csv(), nl=False)
        return
    click.echo(f"{held.name}: {len(rows)} figures, digest {held.digest}")
    for status, count in rows["status"].value_counts().sort("status").iter_rows():
        click.echo(f"  {status}: {count}")
    for source in sorted(rows["source"].unique().to_list()):
        record = held.sources[source]
        click.echo(f"  {source}: {record.publisher} ({record.licence})")


@release.command("verify")
@click.argument("name", default=DEFAULT_RELEASE)
@speaks_plainly
def release_verify(name: str) -> None:
    """Check that every table of a release still has its digest."""
    from territoria.observations import bundled, release_folder, verify_release

    problems = verify_release(release_folder(name))
    for problem in problems:
        click.echo(str(problem))
    if problems:
        raise SystemExit(1)
    click.echo(f"{name}: every table has its digest {bundled(name).digest}")


# ── measure, compare, recommend ───────────────────────────────────────────────────────────────


@main.command()
@click.argument("territory", required=False)
@click.option(
    "--framework",
    default=DEFAULT_FRAMEWORK,
    show_default=True,
    help="A framework's id, or a YAML file of your own.",
)
@click.option(
    "--observations", type=click.Path(path_type=Path), help="A CSV file of your own figures."
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
    from territoria.observations import bundled

    library = load(overlay)
    text = library.frameworks.get(framework) or load_framework(framework)
    if observations is not None:
        from territoria.measure.tree import build_tree
        from territoria.sources.csv_file import read_observations

        wanted = {i: library.indicators[i] for i in build_tree(text, library.indicators).indicators}
        imported = read_observations(observations, wanted, version=codes)
        for note in imported.notes:
            click.echo(f"{observations}: {note}", err=True)
        held = imported.observations
    else:
        held = bundled(release_name)
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


@main.command()
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


@main.command()
@click.argument("territory")
@click.option("--role", help="Only advice for this role, e.g. MAY or SME.")
@click.option(
    "--capacity",
    type=click.FloatRange(min=0, min_open=True),
    default=12.0,
    show_default=True,
    help="Person-months the territory can give in a half-year.",
)
@click.option("--framework", default=DEFAULT_FRAMEWORK, show_default=True)
@click.option("--release", "release_name", default=DEFAULT_RELEASE, show_default=True)
@option_library
@options_of_output
@speaks_plainly
def recommend(
    territory: str,
    role: str | None,
    capacity: float,
    framework: str,
    release_name: str,
    overlay: Path | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Advice in tiers, with what stands in its way, how firm it is, and what was not advised."""
    from territoria.documents.briefing.card import TIERS, card_of

    with progress(["reading the release", "comparing and advising"]) as step:
        d = open_diagnosis(overlay, framework, release_name, territory, capacity)
        step()
        _ = d.advised
        step()
    if role is not None and role.upper() not in d.library.roles:
        from territoria.errors import ContentError, Problem, did_you_mean

        raise ContentError(
            Problem(role, "no such role.", did_you_mean(role.upper(), d.library.roles))
        )
    chosen = [a for a in d.advised.advice if role is None or a.text.role == role.upper()]
    left = [
        r
        for r in d.advised.rejected
        if r.tier is None and (role is None or r.text.role == role.upper())
    ]
    if as_json:
        cards = [card_of(d, a, date.today()) for a in chosen]
        not_given = [
            {"id": r.text.id, "what": str(r.text.what), "why": r.why, "detail": r.detail}
            for r in left
        ]
        click.echo(
            json.dumps(
                {**d.as_facts(), "advice": cards, "not_advised": not_given},
                indent=2,
                ensure_ascii=False,
            )
        )
        return
    rows = [
        {
            "id": a.text.id,
            "role": a.text.role,
            "tier": a.tier,
            "place": a.place,
            "what": str(a.text.what),
            "why_tier": a.why_tier,
            "evidence": a.text.evidence.grade,
            "stays_in_tier": a.stays_in_tier,
            "stays_on_top": a.stays_on_top,
            "needs_first": "; ".join(c.prerequisite.id for c in a.unmet),
        }
        for a in chosen
    ]
    if emit(rows, False, as_csv, {}):
        return
    for a in chosen:
        click.echo(f"{a.tier} {TIERS[a.tier]}: {a.text.what}  [{a.text.role}]")
        click.echo(
            f"    because {a.why_tier}; evidence {a.text.evidence.grade}; "
            f"stays so in {a.robust:.0%} of the draws"
        )
        for c in a.unmet:
            click.echo(f"    needs first ({c.state}): {c.prerequisite.text}")
        click.echo(f"    first step: {a.text.first_step}")
    for r in left:
        click.echo(f"not advised: {r.text.what}  [{r.text.role}] ({r.why}: {r.detail})")


# ── brief, explain, recompute ─────────────────────────────────────────────────────────────────


@main.command()
@click.argument("territory")
@click.option(
    "--out",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the files go (default: out/<code>).",
)
@click.option(
    "--capacity",
    type=click.FloatRange(min=0, min_open=True),
    default=12.0,
    show_default=True,
    help="Person-months the territory can give in a half-year.",
)
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Date of the briefing (default: today).",
)
@click.option("--framework", default=DEFAULT_FRAMEWORK, show_default=True)
@click.option("--release", "release_name", default=DEFAULT_RELEASE, show_default=True)
@option_library
@speaks_plainly
def brief(
    territory: str,
    folder: Path | None,
    capacity: float,
    day: Any,
    framework: str,
    release_name: str,
    overlay: Path | None,
) -> None:
    """Write the policy briefing of a region: HTML, PDF, DOCX, and readings.json beside them."""
    from territoria.documents.publish import STEPS, publish_briefing

    with progress(["reading the release", *STEPS]) as step:
        d = open_diagnosis(overlay, framework, release_name, territory, capacity)
        step()
        target = folder or Path("out") / d.territory.code
        on = day.date() if day is not None else date.today()
        published = publish_briefing(d, on, target, step)
    for line in published.summary:
        click.echo(line)
    click.echo("")
    for path in published.paths:
        click.echo(f"  {path}")
    click.echo("")
    click.echo(f"Any number in it:  territoria explain '{published.example}'")


@main.command()
@click.argument("address")
@option_library
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@speaks_plainly
def explain(address: str, overlay: Path | None, as_json: bool) -> None:
    """The derivation of a printed number, down to its source cells.

    ADDRESS is copied from a document's last table or from readings.json.
    """
    from territoria.explain import explain as derive
    from territoria.explain import parse_address

    parsed = parse_address(address)
    with progress(["following the number"]) as step:
        lines = derive(parsed, load(overlay))
        step()
    if as_json:
        click.echo(
            json.dumps(
                [{"depth": n.depth, "text": n.text, "address": n.address} for n in lines],
                indent=2,
                ensure_ascii=False,
            )
        )
        return
    for line in lines:
        click.echo("  " * line.depth + line.text)
        if line.address and line.depth:
            click.echo("  " * (line.depth + 1) + f"→ {line.address}")


@main.command()
@click.argument("address")
@click.option(
    "--readings",
    type=click.Path(path_type=Path),
    help="A readings.json to compare with (default: out/<code>/readings.json).",
)
@option_library
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@speaks_plainly
def recompute(address: str, readings: Path | None, overlay: Path | None, as_json: bool) -> None:
    """Compute a printed number again from the frozen release, and say what differs."""
    from territoria.errors import AddressError, Problem
    from territoria.explain import parse_address, stored_reading
    from territoria.explain import recompute as again

    parsed = parse_address(address)
    if readings is not None and not readings.is_file():
        raise AddressError(Problem(str(readings), "there is no such file.", "Check the path."))
    path = readings or Path("out") / parsed.territory.split("@")[0] / "readings.json"
    with progress(["computing it again"]) as step:
        found = again(parsed, load(overlay), stored_reading(parsed, path))
        step()
    if as_json:
        click.echo(
            json.dumps(
                {
                    **found.reading.as_dict(),
                    "compared_with": str(path) if found.stored else None,
                    "differences": list(found.differences),
                },
                indent=2,
                ensure_ascii=False,
            )
        )
    else:
        r = found.reading
        if r.value is None:
            click.echo(r.sentence)
        else:
            between = "" if r.low is None or r.high is None else f" ({r.low:.10g} to {r.high:.10g})"
            click.echo(f"{r.value:.10g}{between} {r.unit_of_measure}".rstrip())
        for difference in found.differences:
            click.echo(f"differs from {path}: {difference}")
        if found.stored and found.agrees:
            click.echo(f"agrees with {path}")
        elif not found.stored:
            click.echo("computed; no printed value at hand to compare with", err=True)
    if not found.agrees:
        raise SystemExit(1)
