"""`territoria audit`: the audit report of an index, and the index as a workbook with formulas."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from territoria.cli.opening import DEFAULT_FRAMEWORK, DEFAULT_RELEASE, load, open_figures
from territoria.cli.speak import option_library, progress, speaks_plainly

if TYPE_CHECKING:
    from collections.abc import Mapping

    from territoria.measure.assessment import Assessment
    from territoria.measure.frame import Floats
    from territoria.measure.sensitivity import Sensitivity
    from territoria.model import Uncertainty
    from territoria.sources.coinr_files import CoinrIndex

KNOWN = ("html", "pdf", "xlsx")
DOUBT_IN_WORDS = (
    "weights vary by 25 %, outliers are treated or not, and z-scores take turns with min-max"
)
FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.option(
    "--framework",
    default=DEFAULT_FRAMEWORK,
    show_default=True,
    help="A framework's id, or a YAML file of your own.",
)
@click.option("--observations", type=FILE, help="A CSV, Excel or Parquet file of your own figures.")
@click.option("--version", "codes", help="Version of bare territory codes in your file, e.g. 2021.")
@click.option("--release", "release_name", default=DEFAULT_RELEASE, show_default=True)
@click.option("--idata", type=FILE, help="COINr's iData (CSV or Excel): audit that index instead.")
@click.option("--imeta", type=FILE, help="COINr's iMeta; without it, a sheet of --idata.")
@click.option("--coin-tool", "tool", type=FILE, help="A COIN Tool workbook: audit that index.")
@click.option("--no-sensitivity", is_flag=True, help="Leave out which choices make the doubt.")
@click.option(
    "--format",
    "formats",
    default=",".join(KNOWN),
    show_default=True,
    help="What to write: the report as html and pdf, the index as xlsx.",
)
@click.option(
    "--out",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the files go (default: out/audit-<framework>).",
)
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Date of the report (default: today).",
)
@option_library
@speaks_plainly
def audit(
    framework: str,
    observations: Path | None,
    codes: str | None,
    release_name: str,
    idata: Path | None,
    imeta: Path | None,
    tool: Path | None,
    no_sensitivity: bool,
    formats: str,
    folder: Path | None,
    day: Any,
    overlay: Path | None,
) -> None:
    """Audit an index: coverage, outliers, correlations, weights, ranks and their doubt.

    Writes the report with every finding, its rule, threshold and source, and a workbook whose
    formulas compute the index again.
    """
    wanted = _formats(formats)
    _one_way_in(observations, idata, imeta, tool)
    with progress(["scoring", "replicating", "sensitivity", "auditing", *wanted]) as step:
        if idata is not None or tool is not None:
            assessment, titles = _open_tables(idata, imeta, tool)
        else:
            assessment, titles = _open(framework, observations, codes, release_name, overlay)
        _ = assessment.scores
        step()
        varied = _varies(assessment)
        if varied:
            _ = assessment.replications
        step()
        found = _sensitivity(assessment) if varied and not no_sensitivity else None
        step()
        published = _publish(assessment, titles, found, varied, wanted, folder, day, step)
    for line in published.summary:
        click.echo(line)
    click.echo("")
    for path in published.paths:
        click.echo(f"  {path}")


def _publish(
    assessment: Assessment,
    titles: Mapping[str, str],
    sensitivity: Sensitivity | None,
    varied: bool,
    wanted: tuple[str, ...],
    folder: Path | None,
    day: Any,
    step: Any,
) -> Any:
    from territoria.documents.audit import Subject
    from territoria.documents.audit.publish import publish_audit
    from territoria.measure.audit import audit as audit_of

    found = audit_of(
        assessment.scores,
        replications=assessment.replications if varied else None,
        sensitivity=sensitivity,
        sizes=_sizes(assessment, titles),
        titles=titles,
    )
    step()
    held = assessment.observations
    return publish_audit(
        Subject(found, held.name, held.digest),
        day.date() if day is not None else date.today(),
        folder or Path("out") / f"audit-{assessment.framework.id}",
        formats=wanted,
        titles=titles,
        step=step,
    )


def _open(
    framework: str,
    observations: Path | None,
    codes: str | None,
    release_name: str,
    overlay: Path | None,
) -> tuple[Assessment, dict[str, str]]:
    """The assessment to audit and the titles of its indicators."""
    from territoria.content import load_framework
    from territoria.measure.assessment import assess

    library = load(overlay)
    text = load_framework(framework, library)
    held = open_figures(library, text, observations, codes, release_name)
    titles = {i: str(library.indicators[i].short) for i in library.indicators}
    return assess(text, held, library.indicators), titles


def _open_tables(
    idata: Path | None, imeta: Path | None, tool: Path | None
) -> tuple[Assessment, dict[str, str]]:
    """The assessment and titles of an index in COINr's tables or in a COIN Tool workbook."""
    from territoria.measure.assessment import assess

    index = _index(idata, imeta, tool)
    for note in index.notes:
        click.echo(note, err=True)
    click.echo(f"The tables name no doubt of their own, so {DOUBT_IN_WORDS}.", err=True)
    framework = index.framework.model_copy(update={"uncertainty": _doubt()})
    titles = {i: str(text.name) for i, text in index.indicators.items()}
    return assess(framework, index.observations, index.indicators), titles


def _index(idata: Path | None, imeta: Path | None, tool: Path | None) -> CoinrIndex:
    if tool is not None:
        from territoria.sources.coin_tool import read_coin_tool

        return read_coin_tool(tool)
    from territoria.sources.coinr_files import read_coinr

    return read_coinr(idata, imeta)


def _doubt() -> Uncertainty:
    """What is varied in an index that says nothing of its doubt; ``DOUBT_IN_WORDS`` tells it."""
    from territoria.model import Step, Uncertainty
    from territoria.sources.coinr_files import RECIPE

    return Uncertainty(
        treat=(RECIPE["treat"], Step(method="winsorise-then-log")),
        normalise=(RECIPE["normalise"], Step(method="z-score")),
        weight_noise=0.25,
    )


def _varies(assessment: Assessment) -> bool:
    """Whether the framework varies anything; equal replications would prove nothing."""
    from territoria.model import Uncertainty

    given = assessment.framework.uncertainty
    varied = given != Uncertainty(runs=given.runs, seed=given.seed)
    if not varied:
        words = "The framework names no uncertainty: no rank ranges and no sensitivity."
        click.echo(words, err=True)
    return varied


def _sensitivity(assessment: Assessment) -> Sensitivity | None:
    """Which choices make the doubt; None, with the reason on standard error, where refused."""
    from territoria.errors import MethodError
    from territoria.measure.sensitivity import sensitivity

    try:
        return sensitivity(assessment.scores, assessment.errors)
    except MethodError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        return None


def _sizes(assessment: Assessment, titles: Mapping[str, str]) -> dict[str, Floats]:
    """What indicators are divided by, to look for others that measure size."""
    below = {b.denominator: None for b in assessment.tree.bindings if b.denominator is not None}
    if not below:
        return {}
    cut = assessment.observations.latest(list(below), territories=assessment.cut.territories)
    return {titles.get(i, i): row for i, row in zip(below, cut.values, strict=True)}


def _one_way_in(
    observations: Path | None, idata: Path | None, imeta: Path | None, tool: Path | None
) -> None:
    """UsageError where two indices are named, or half of one."""
    ways = {"--observations": observations, "--idata": idata, "--coin-tool": tool}
    given = [name for name, path in ways.items() if path is not None]
    if len(given) > 1:
        raise click.UsageError(f"{' and '.join(given)} name different figures: give one of them.")
    if imeta is not None and idata is None:
        raise click.UsageError("--imeta needs --idata beside it.")
    if idata is not None and imeta is None and idata.suffix.lower() == ".csv":
        raise click.UsageError("--idata is no workbook with both sheets: give --imeta too.")


def _formats(given: str) -> tuple[str, ...]:
    """The wanted formats in the order in which they are written."""
    named = {part.strip().lower() for part in given.split(",") if part.strip()}
    strange = sorted(named - set(KNOWN))
    if strange or not named:
        what = f"{', '.join(strange)} is not known" if strange else "none is named"
        raise click.BadParameter(f"{what}. Known: {', '.join(KNOWN)}.", param_hint="--format")
    return tuple(name for name in KNOWN if name in named)
