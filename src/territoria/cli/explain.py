"""`territoria explain` and `recompute`: from a printed number back to its cells, and forth."""

from __future__ import annotations

import json
from pathlib import Path

import click

from territoria.cli.opening import (
    load,
)
from territoria.cli.speak import (
    option_library,
    progress,
    speaks_plainly,
)


@click.command()
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


@click.command()
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
