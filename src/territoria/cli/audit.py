"""`territoria audit`: the audit report of an index, and the index as a workbook with formulas."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from territoria.cli.opening import DEFAULT_FRAMEWORK, DEFAULT_RELEASE, load
from territoria.cli.speak import option_library, progress, speaks_plainly

if TYPE_CHECKING:
    from collections.abc import Mapping

    from territoria.content import Library
    from territoria.measure.assessment import Assessment
    from territoria.observations import Observations

KNOWN = ("html", "pdf", "xlsx")


@click.command()
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
    with progress(["scoring", "replicating", "auditing", *wanted]) as step:
        assessment, titles = _open(framework, observations, codes, release_name, overlay)
        _ = assessment.scores
        step()
        _ = assessment.replications
        step()
        published = _publish(assessment, titles, wanted, folder, day, step)
    for line in published.summary:
        click.echo(line)
    click.echo("")
    for path in published.paths:
        click.echo(f"  {path}")


def _publish(
    assessment: Assessment,
    titles: Mapping[str, str],
    wanted: tuple[str, ...],
    folder: Path | None,
    day: Any,
    step: Any,
) -> Any:
    from territoria.documents.audit import Subject
    from territoria.documents.audit.publish import publish_audit
    from territoria.measure.audit import audit as audit_of

    found = audit_of(assessment.scores, replications=assessment.replications, titles=titles)
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
    """The assessment to audit and the titles of its indicators.

    Any other way in (tables of the reference implementation, say) ends in the same two values.
    """
    from territoria.content import load_framework
    from territoria.measure.assessment import assess

    library = load(overlay)
    text = library.frameworks.get(framework) or load_framework(framework)
    held = _figures(library, text, observations, codes, release_name)
    titles = {i: str(library.indicators[i].short) for i in library.indicators}
    return assess(text, held, library.indicators), titles


def _figures(
    library: Library,
    text: Any,
    observations: Path | None,
    codes: str | None,
    release_name: str,
) -> Observations:
    """Figures of one's own, or a bundled release."""
    if observations is None:
        from territoria.observations import bundled

        return bundled(release_name)
    from territoria.measure.tree import build_tree
    from territoria.sources.csv_file import read_observations

    wanted = {i: library.indicators[i] for i in build_tree(text, library.indicators).indicators}
    imported = read_observations(observations, wanted, version=codes)
    for note in imported.notes:
        click.echo(f"{observations}: {note}", err=True)
    return imported.observations


def _formats(given: str) -> tuple[str, ...]:
    """The wanted formats in the order in which they are written."""
    named = {part.strip().lower() for part in given.split(",") if part.strip()}
    strange = sorted(named - set(KNOWN))
    if strange or not named:
        what = f"{', '.join(strange)} is not known" if strange else "none is named"
        raise click.BadParameter(f"{what}. Known: {', '.join(KNOWN)}.", param_hint="--format")
    return tuple(name for name in KNOWN if name in named)
