"""`territoria boundaries`: real boundaries for the maps, from a file that the operator has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import click

from territoria.cli.speak import Command, speaks_plainly

OWN: Final = "own"


@click.group()
def boundaries() -> None:
    """Boundaries for the maps: install, list, remove.

    Without them maps are drawn in tiles of equal size. No boundaries are shipped: their licences
    differ, so bring a file that you may use.
    """


def _option_home(command: Command) -> Command:
    return click.option(
        "--home",
        type=click.Path(file_okay=False, path_type=Path),
        help="Where the site keeps its data. Default: TERRITORIA_HOME, else your data folder.",
    )(command)


@boundaries.command("install")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--attribution", default="", help="Whose boundaries these are; shown on every map.")
@click.option(
    "--codes",
    "version",
    help="Version of the file's codes, e.g. 2021, or own for codes of your own. "
    "Default: the NUTS version that matches best.",
)
@_option_home
@speaks_plainly
def install(file: Path, attribution: str, version: str | None, home: Path | None) -> None:
    """Take the boundaries of FILE: GeoJSON or TopoJSON, in longitude and latitude."""
    from territoria.home import site_home
    from territoria.sources.boundaries import read_boundaries
    from territoria.sources.boundary_store import save_boundaries

    held = _codes_by_version()
    known = {} if version == OWN else {c: v for c, v in held.items() if version in (None, *v)}
    read = read_boundaries(file, attribution=attribution, codes=_checked(known, version, held))
    found = version or _best(known, read.shapes)
    path = save_boundaries(read, home or site_home(), found)
    click.echo(f"{path}: {len(read.shapes)} boundaries of codes {found}. {read.attribution}")
    if version != OWN:
        missing = [code for code in read.shapes if found not in known.get(code, ())]
        if missing:
            shown = ", ".join(sorted(missing)[:5]) + (", …" if len(missing) > 5 else "")
            said = f"{len(missing)} codes are not in NUTS {found} and stay unused unless a release"
            click.echo(f"{file}: {said} holds them: {shown}", err=True)
    if read.left_out:
        click.echo(f"{file}: without an area: {', '.join(read.left_out)}", err=True)


@boundaries.command("list")
@_option_home
@speaks_plainly
def listed(home: Path | None) -> None:
    """What is installed: version of codes, number of boundaries, attribution."""
    from territoria.home import site_home
    from territoria.sources.boundary_store import installed_versions, load_boundaries

    place = home or site_home()
    versions = installed_versions(place)
    for version in versions:
        held = load_boundaries(place, version)
        if held is not None:
            click.echo(f"{version}  {len(held.shapes)} boundaries  {held.attribution}")
    if not versions:
        click.echo(f"{place}: no boundaries are installed; maps are drawn in tiles.", err=True)


@boundaries.command("remove")
@click.argument("version", required=False)
@_option_home
@speaks_plainly
def remove(version: str | None, home: Path | None) -> None:
    """Remove the boundaries of VERSION; it may be left out where only one is installed."""
    from territoria.errors import DataError, Problem
    from territoria.home import site_home
    from territoria.sources.boundary_store import installed_versions, remove_boundaries

    place = home or site_home()
    versions = installed_versions(place)
    if version is None and len(versions) != 1:
        what = f"{len(versions)} versions are installed" + (
            f": {', '.join(versions)}." if versions else "."
        )
        mend = "Name the one to remove." if versions else "There is nothing to remove."
        raise DataError(Problem(str(place), what, mend))
    path = remove_boundaries(place, version or versions[0])
    click.echo(f"{path}: removed; its maps are drawn in tiles again.")


def _codes_by_version() -> dict[str, tuple[str, ...]]:
    """Every code of NUTS and of the bundled list → the versions that have it."""
    from territoria.content import content_root
    from territoria.territories import nuts_meanings, read_territories

    held = {
        code: {v for group in groups for v in group} for code, groups in nuts_meanings().items()
    }
    for territory in read_territories(content_root() / "territories" / "nuts2021.csv"):
        held.setdefault(territory.code, set()).add(territory.version)
    return {code: tuple(sorted(versions)) for code, versions in held.items()}


def _checked(
    known: dict[str, tuple[str, ...]], version: str | None, held: dict[str, tuple[str, ...]]
) -> set[str]:
    """The codes to look for; an unknown version is refused."""
    from territoria.errors import DataError, Problem, did_you_mean

    if version in (None, OWN) or known:
        return set(known)
    versions = sorted({v for group in held.values() for v in group} | {OWN})
    what = f"no codes of version {version!r} are known."
    raise DataError(Problem("--codes", what, did_you_mean(version or "", versions)))


def _best(known: dict[str, tuple[str, ...]], codes: Iterable[str]) -> str:
    """The version that most codes of the file belong to; of equals the bundled one, then the newest."""
    counts = Counter(v for code in codes for v in known.get(code, ()))
    return max(counts, key=lambda v: (counts[v], v == "2021", v))
