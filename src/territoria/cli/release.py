"""`territoria release`: list, show and verify releases of observations."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from territoria.cli.opening import (
    DEFAULT_RELEASE,
)
from territoria.cli.speak import (
    speaks_plainly,
)

if TYPE_CHECKING:
    pass


@click.group()
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
