"""Any provider of SDMX that the library ``sdmx1`` knows: OECD, ECB, ILO, national offices.

It is an extra (``territoria[sdmx]``) and loaded only here. Eurostat needs none of it, and SDMX
files are read without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from territoria.errors import DataError, Problem, did_you_mean
from territoria.sources.cube import Cube, Dimension, cell_table
from territoria.sources.indicator_map import problems_of_years
from territoria.sources.sdmx_file import NORMAL

EXTRA = "pip install 'territoria[sdmx]'"
PUBLISHERS = {"OECD": "OECD", "ECB": "European Central Bank", "ILO": "ILO", "ESTAT": "Eurostat"}


def fetch_sdmx(
    provider: str,
    dataflow: str,
    key: str = "all",
    *,
    since: int | None = None,
    until: int | None = None,
    timeout: float = 60.0,
) -> tuple[Cube, str, bytes]:
    """The cube of a dataflow, the address it came from, and the bytes of the answer.

    ``key`` as in SDMX: codes with dots between (``A.AUT+BEL..``). DataError where the extra is not
    installed, the provider or the years do not hold, or the provider refuses.
    """
    library = _library()
    where = f"{provider} {dataflow}"
    problems = problems_of_years(since, until, where)
    if problems:
        raise DataError(problems)
    known = library.list_sources()
    if provider not in known:
        raise DataError(Problem(provider, "no such provider.", did_you_mean(provider, known)))
    client = library.Client(provider, timeout=timeout)
    years = {"startPeriod": since, "endPeriod": until}
    parameters = {name: str(year) for name, year in years.items() if year is not None}
    try:
        message = client.data(dataflow, key=key, params=parameters)
    except Exception as error:  # the library hands on what the network and the parser raise
        raise DataError(_refused(where, error)) from None
    answer = message.response
    return cube_of(message, where=where), str(answer.url), bytes(answer.content)


def _library() -> Any:
    try:
        import sdmx
    except ImportError:
        what = "providers of SDMX need the extra 'sdmx', which is not installed."
        raise DataError(Problem("sdmx", what, f"Install it: {EXTRA}.")) from None
    return sdmx


def _refused(where: str, error: Exception) -> Problem:
    answer = getattr(error, "response", None)
    status = getattr(answer, "status_code", None)
    if status == 404:
        what = "there is no such dataflow, or the key finds nothing."
        return Problem(where, what, "Check the id and the order of the dimensions in the key.")
    if status == 413:
        return Problem(where, "the answer would be too large.", "Narrow the key or the years.")
    if status in (429, 503):
        return Problem(where, "the service is busy.", "Try again later.")
    if status is not None:
        return Problem(where, f"the service refuses (status {status}).", "Check id and key.")
    what = f"no whole answer ({_say(error)})."
    return Problem(where, what, "Check the network and the provider.")


def _say(error: Exception) -> str:
    """In plain words; the library's HTTP client is not loaded, so its errors go by their names."""
    names = {kind.__name__ for kind in type(error).__mro__}
    if names & {"Timeout", "TimeoutError"}:
        return "it took too long"
    if "ConnectionError" in names:
        return "no connection"
    return f"{type(error).__name__}: {error}"


def cube_of(message: Any, *, where: str) -> Cube:
    """A data message of ``sdmx1`` as a cube. DataError where it holds no figure."""
    rows: list[dict[str, str]] = []
    figures: list[tuple[str | None, str]] = []
    for part in message.data:
        for observation in part.obs:
            rows.append({name: str(v.value) for name, v in observation.key.values.items()})
            figures.append(_figure(observation))
    if not rows:
        raise DataError(Problem(where, "the message holds no figure.", "Widen the key."))
    ids = tuple(dict.fromkeys(name for row in rows for name in row))
    cells = [(*(r.get(i) for i in ids), *f) for r, f in zip(rows, figures, strict=True)]
    dimensions = tuple(
        Dimension(name, tuple(dict.fromkeys(r[name] for r in rows if name in r))) for name in ids
    )
    header = message.header
    return Cube(
        dimensions,
        cell_table(ids, cells),
        where,
        where.split()[0],
        str(getattr(header, "extracted", None) or getattr(header, "prepared", None) or ""),
    )


def _figure(observation: Any) -> tuple[str | None, str]:
    attributes: Mapping[str, Any] = observation.attrib
    flag = next(
        (str(attributes[n].value) for n in ("OBS_STATUS", "OBS_FLAG") if n in attributes), ""
    )
    value = None if observation.value is None else str(observation.value)
    return (None if value in ("nan", "NaN") else value), ("" if flag in (NORMAL, "na") else flag)
