"""What commands open before they work: a library, a release, a diagnosis."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from territoria.content import Library
    from territoria.diagnosis import Diagnosis, Universe
    from territoria.model import Framework
    from territoria.observations import Observations

DEFAULT_RELEASE = "europe-nuts2021"
DEFAULT_FRAMEWORK = "blueprint"


def load(overlay: Path | None) -> Library:
    """The bundled library with the overlay on it."""
    from territoria.content import content_root, load_library

    return load_library(content_root(), overlay) if overlay else load_library()


def open_release(library: Library, framework: str, release: str) -> Universe:
    """A framework of the library on a bundled release."""
    from territoria.content import load_framework
    from territoria.diagnosis import open_universe
    from territoria.observations import bundled

    text = load_framework(framework, library)
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


def open_figures(
    library: Library,
    framework: Framework,
    observations: Path | None,
    codes: str | None,
    release_name: str,
) -> Observations:
    """The figures a framework needs: a table of the user's own, or a release."""
    if observations is None:
        from territoria.observations import bundled

        return bundled(release_name)
    from territoria.measure.tree import build_tree
    from territoria.sources.table_file import read_table

    needed = build_tree(framework, library.indicators).needed
    wanted = {i: library.indicators[i] for i in needed}
    imported = read_table(observations, wanted, version=codes)
    for note in imported.notes:
        click.echo(f"{observations}: {note}", err=True)
    return imported.observations
