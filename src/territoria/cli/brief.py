"""`territoria brief`: the policy briefing of one territory in every format."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from territoria.cli.opening import (
    DEFAULT_FRAMEWORK,
    DEFAULT_RELEASE,
    open_diagnosis,
)
from territoria.cli.speak import (
    option_library,
    progress,
    speaks_plainly,
)
from territoria.speech import LANGUAGES


@click.command()
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
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="Language of the briefing.",
)
@option_library
@speaks_plainly
def brief(
    territory: str,
    folder: Path | None,
    capacity: float,
    day: Any,
    framework: str,
    release_name: str,
    lang: str,
    overlay: Path | None,
) -> None:
    """Write the policy briefing of a region: HTML, PDF, DOCX, and readings.json beside them."""
    from territoria.documents.publish import STEPS, publish_briefing

    with progress(["reading the release", *STEPS]) as step:
        d = open_diagnosis(overlay, framework, release_name, territory, capacity)
        step()
        target = folder or Path("out") / d.territory.code
        on = day.date() if day is not None else date.today()
        published = publish_briefing(d, on, target, step, lang)
    for line in published.summary:
        click.echo(line)
    click.echo("")
    for path in published.paths:
        click.echo(f"  {path}")
    click.echo("")
    click.echo(f"Any number in it:  territoria explain '{published.example}'")
