"""`territoria release fetch` and `release dimensions`: from a service or a file to a release."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from territoria.cli.speak import speaks_plainly, table

if TYPE_CHECKING:
    from territoria.sources.freeze import Received
    from territoria.sources.http_client import HttpClient
    from territoria.sources.indicator_map import Selection

Command = Callable[..., Any]
ADDRESS = "TERRITORIA_EUROSTAT_URL"
FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


def options_of_cut(command: Command) -> Command:
    """--cut, --as, --map, --geo, --since, --until, --version."""
    for option in (
        click.option("--version", help="Version of the territories' codes, e.g. 2021."),
        click.option("--until", type=int, help="Last year."),
        click.option("--since", type=int, help="First year."),
        click.option("--geo", multiple=True, help="Only these territories; may be repeated."),
        click.option("--map", "map_file", type=FILE, help="CSV: indicator, then its cut."),
        click.option("--as", "indicator", help="The indicator's id (default: dataset and cut)."),
        click.option("--cut", multiple=True, metavar="DIMENSION=CODE", help="May be repeated."),
    ):
        command = option(command)
    return command


def options_of_place(command: Command) -> Command:
    """--out and --title."""
    title = click.option("--title", help="Title of the release.")
    out = click.option("--out", type=FOLDER, required=True, help="The folder to write; a new one.")
    return out(title(command))


@click.group()
def fetch() -> None:
    """Fetch observations and freeze them as a release."""


@fetch.command("eurostat")
@click.argument("dataset")
@options_of_cut
@click.option(
    "--via",
    type=click.Choice(("sdmx", "sdmx-csv", "statistics", "bulk")),
    default="sdmx",
    show_default=True,
    help="Which of Eurostat's services is asked.",
)
@click.option("--geo-dimension", default="geo", show_default=True, help="cities in city tables.")
@click.option("--cache", type=FOLDER, help="Where answers are kept (default: beside the release).")
@click.option("--base", envvar=ADDRESS, help=f"Address of the service; also {ADDRESS}.")
@options_of_place
@speaks_plainly
def fetch_eurostat(
    dataset: str, via: str, geo_dimension: str, cache: Path | None, base: str | None,
    out: Path, title: str | None, **cut: Any,
) -> None:  # fmt: skip
    """Fetch one cut of a Eurostat DATASET, or several with --map.

    Every dimension but territory and time must be chosen with --cut; `release dimensions` lists
    them. An interrupted fetch goes on where it stopped.
    """
    from territoria.sources import eurostat
    from territoria.sources.freeze import check_place
    from territoria.sources.receive import receive_eurostat

    check_place(out)
    selections = _selections(dataset, cut["cut"], cut["indicator"], cut["map_file"])
    query = eurostat.Query(
        dataset=dataset, geo=_split(cut["geo"]), since=cut["since"], until=cut["until"],
        via=via, geo_dimension=geo_dimension,  # type: ignore[arg-type]
    )  # fmt: skip
    client = _client(cache or out.parent / ".fetched")
    received = receive_eurostat(
        client, query, selections, version=cut["version"], base=base or eurostat.BASE
    )
    _freeze(out, received, title, dataset, selections)


@fetch.command("sdmx")
@click.argument("provider")
@click.argument("dataflow")
@click.argument("key", default="all")
@options_of_cut
@click.option("--licence", default="see the provider", show_default=True)
@options_of_place
@speaks_plainly
def fetch_sdmx(
    provider: str, dataflow: str, key: str, licence: str, out: Path, title: str | None, **cut: Any
) -> None:
    """Fetch from any SDMX PROVIDER: its DATAFLOW and a KEY such as A.AUT+BEL.. (extra 'sdmx')."""
    import hashlib

    from territoria.observations import SourceRecord
    from territoria.sources import sdmx
    from territoria.sources.freeze import RequestRecord, check_place
    from territoria.sources.receive import SOURCE, receive_cube

    check_place(out)
    selections = _selections(dataflow, cut["cut"], cut["indicator"], cut["map_file"])
    cube, url, body = sdmx.fetch_sdmx(
        provider, dataflow, key, since=cut["since"], until=cut["until"]
    )
    publisher = sdmx.PUBLISHERS.get(provider, provider)
    digest = hashlib.sha256(body).hexdigest()
    received = receive_cube(
        cube,
        selections,
        source=SourceRecord(SOURCE, publisher, licence, url),
        dataset=f"{provider} {dataflow}",
        where=f"{provider} {dataflow}",
        version=cut["version"],
        since=cut["since"],
        until=cut["until"],
        geo=_split(cut["geo"]),
        requests=[RequestRecord(url, _now(), cube.updated, digest, len(body))],
    )
    _freeze(out, received, title, dataflow, selections)


@fetch.command("file")
@click.argument("path", type=click.Path(path_type=Path))
@options_of_cut
@click.option("--publisher", default="own figures", show_default=True)
@click.option("--licence", default="own", show_default=True)
@click.option("--nuts", is_flag=True, help="The territories are codes of NUTS.")
@options_of_place
@speaks_plainly
def fetch_file(
    path: Path, publisher: str, licence: str, nuts: bool, out: Path, title: str | None, **cut: Any
) -> None:
    """Freeze a file: a table (CSV, Excel, Parquet), or with --cut or --map a cube.

    Cubes are JSON-stat (.json), SDMX-ML (.xml), SDMX-CSV (.csv) and Eurostat's bulk TSV.
    """
    from territoria.sources.freeze import check_place
    from territoria.sources.receive import receive_file

    check_place(out)
    selections: tuple[Selection, ...] = ()
    if cut["cut"] or cut["map_file"] or cut["indicator"]:
        selections = _selections(path.stem, cut["cut"], cut["indicator"], cut["map_file"])
    unused = [f"--{n}" for n in ("geo", "since", "until") if cut[n] and not selections]
    if unused:
        raise click.BadParameter("only a cube can be cut.", param_hint=unused[0])
    received = receive_file(
        path,
        selections,
        publisher=publisher,
        licence=licence,
        retrieved=_now(),
        scheme="nuts" if nuts else "own",
        version=cut["version"],
        geo=_split(cut["geo"]),
        since=cut["since"],
        until=cut["until"],
    )
    _freeze(out, received, title, path.stem, selections)


@click.command("dimensions")
@click.argument("provider", type=click.Choice(("eurostat",)))
@click.argument("dataset")
@click.option("--base", envvar=ADDRESS, help=f"Address of the service; also {ADDRESS}.")
@click.option("--codes", "most", default=12, show_default=True, help="How many codes to print.")
@speaks_plainly
def dimensions(provider: str, dataset: str, base: str | None, most: int) -> None:
    """Title, years and dimensions of a DATASET, so that a cut can be chosen."""
    from territoria.sources import eurostat

    found = eurostat.describe_dataset(_client(None), dataset, base=base or eurostat.BASE)
    click.echo(f"{found.dataset}: {found.title}")
    click.echo(f"  years {found.first}–{found.last}, {found.figures} figures, {found.updated}")
    rows = []
    for dimension in found.dimensions:
        for code in dimension.codes[:most]:
            rows.append((dimension.id, code, dimension.labels.get(code, "")))
        if len(dimension.codes) > most:
            rows.append((dimension.id, "…", f"{len(dimension.codes)} codes in all"))
    table(("dimension", "code", "label"), rows)


# ── what the commands share ───────────────────────────────────────────────────────────────────


def _now() -> str:
    """The time of this run; only the command line asks the clock."""
    from datetime import UTC, datetime

    return datetime.now(UTC).isoformat(timespec="seconds")


def _client(cache: Path | None) -> HttpClient:
    from territoria.sources.http_client import HttpClient

    def say(words: str) -> None:
        click.echo(words, err=True)

    return HttpClient(retrieved=_now(), cache=cache, progress=say)


def _split(given: tuple[str, ...]) -> tuple[str, ...]:
    """``--geo AT,BE --geo DE`` → three codes."""
    return tuple(code.strip() for text in given for code in text.split(",") if code.strip())


def _selections(
    dataset: str, cut: tuple[str, ...], indicator: str | None, map_file: Path | None
) -> tuple[Selection, ...]:
    from territoria.sources.indicator_map import IDENTIFIER, Selection, default_id, read_map

    wrong = [part for part in cut if not all(part.partition("="))]
    if wrong:
        raise click.BadParameter(f"{wrong[0]!r} is not DIMENSION=CODE.", param_hint="--cut")
    if indicator and not IDENTIFIER.fullmatch(indicator):
        what = f"{indicator!r} is no id of an indicator: letters, digits, '.', '_' and '-' only."
        raise click.BadParameter(what, param_hint="--as")
    shared = {part.partition("=")[0]: part.partition("=")[2] for part in cut}
    if map_file is None:
        return (Selection(indicator or default_id(dataset, shared), shared),)
    if indicator:
        raise click.BadParameter("the mapping file names the indicators.", param_hint="--as")
    return tuple(Selection(s.indicator, {**shared, **s.cut}) for s in read_map(map_file))


def _freeze(
    out: Path,
    received: Received,
    title: str | None,
    dataset: str,
    selections: tuple[Selection, ...],
) -> None:
    from territoria.sources.freeze import freeze_release
    from territoria.sources.receive import title_of

    for note in received.notes:
        click.echo(note, err=True)
    words = title or (title_of(dataset, selections) if selections else dataset)
    digest = freeze_release(out, received, title=words)
    places = len(received.territories)
    click.echo(f"{out}: {len(received.table)} figures of {places} territories, digest {digest}")
