from __future__ import annotations

import builtins
from io import BytesIO

import pytest

from territoria.errors import DataError
from territoria.sources import sdmx as ours
from territoria.sources.sdmx import cube_of, fetch_sdmx
from territoria.sources.sdmx_file import read_sdmx_file
from web_service import WIRE


def refused(*arguments) -> str:
    with pytest.raises(DataError) as caught:
        fetch_sdmx(*arguments)
    return str(caught.value)


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    real = builtins.__import__

    def without(name, *rest):
        if name == "sdmx":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    assert refused("OECD", "X") == (
        "sdmx: providers of SDMX need the extra 'sdmx', which is not installed. "
        "Install it: pip install 'territoria[sdmx]'."
    )


def test_an_unknown_provider_is_said():
    pytest.importorskip("sdmx")
    assert refused("OECDD", "X").startswith("OECDD: no such provider. Did you mean OECD? Known: ")


class Answer:
    def __init__(self, status: int) -> None:
        self.status_code = status


class Refusal(Exception):
    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.response = Answer(status)


class Library:
    """Stands for sdmx1: one provider that always raises the same."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def list_sources(self) -> list[str]:
        return ["OECD"]

    def Client(self, provider, **more):
        return self

    def data(self, dataflow, **more):
        raise self.error


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (Refusal(404), "OECD X: there is no such dataflow, or the key finds nothing."),
        (Refusal(413), "OECD X: the answer would be too large."),
        (Refusal(429), "OECD X: the service is busy."),
        (Refusal(500), "OECD X: the service refuses (status 500)."),
        (ConnectionError("HTTPSConnectionPool"), "OECD X: no whole answer (no connection)."),
        (TimeoutError("read"), "OECD X: no whole answer (it took too long)."),
        (OSError("no route"), "OECD X: no whole answer (OSError: no route)."),
    ],
)
def test_refusals_are_said_in_plain_words(monkeypatch, error, says):
    monkeypatch.setattr(ours, "_library", lambda: Library(error))
    assert refused("OECD", "X").startswith(says)


def test_a_first_year_after_the_last_is_refused_unasked(monkeypatch):
    monkeypatch.setattr(ours, "_library", lambda: Library(AssertionError("it was asked")))
    with pytest.raises(DataError, match="no year is since 2021 and until 2020"):
        fetch_sdmx("OECD", "X", since=2021, until=2020)


def test_the_specimen_is_read_by_the_library_as_by_ourselves():
    sdmx = pytest.importorskip("sdmx")
    path = WIRE / "sdmx" / "une_gen.xml"
    if not path.is_file():
        pytest.skip(f"the recorded answers are not here: {WIRE} is absent")
    theirs = cube_of(sdmx.read_sdmx(BytesIO(path.read_bytes())), where="ESTAT une_rt_a").table
    own = read_sdmx_file(path).table
    columns = ["UNIT", "AGE", "SEX", "GEO", "FREQ", "TIME_PERIOD", "value", "status"]
    assert theirs.select(columns).sort(columns).equals(own.select(columns).sort(columns))
