"""`territoria release`: list, show and verify releases of observations, and fetch new ones."""

from __future__ import annotations

from pathlib import Path

import click

from territoria.cli.opening import DEFAULT_RELEASE
from territoria.cli.release_fetch import dimensions, fetch
from territoria.cli.speak import speaks_plainly


@click.group()
def release() -> None:
    """Releases of observations: list, show, verify, fetch.

    NAME is a bundled release or the path of a folder of your own.
    """


release.add_command(fetch)
release.add_command(dimensions)


@release.command("list")
@click.argument(
    "folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@speaks_plainly
def release_list(folder: Path | None) -> None:
    """The bundled releases with their digests, or those in a FOLDER of your own."""
    from territoria.content import content_root
    from territoria.errors import DataError, TerritoriaError
    from territoria.observations import DESCRIPTOR, read_descriptor

    root = folder or content_root() / "observations"
    found = sorted({*root.glob(f"*/{DESCRIPTOR}"), *root.glob(DESCRIPTOR)})
    problems = []
    for path in found:
        try:
            held = read_descriptor(path.parent)
        except TerritoriaError as error:
            problems += error.problems
            continue
        click.echo(f"{held['name']}  {held['title']}  {held['digest']}")
    if not found:
        click.echo(f"{root}: it holds no release.", err=True)
    if problems:
        raise DataError(problems)


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
