"""`territoria release` with folders of one's own and a service on this machine."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from territoria.cli import main
from territoria.cli.release_fetch import ADDRESS
from territoria.observations import load_release
from web_service import WIRE, Reply, Service, jsonstat, recorded, serve


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["release", *map(str, arguments)])


def done(*arguments: object) -> str:
    result = run(*arguments)
    assert (result.exit_code, result.exception) == (0, None), result.output
    return result.stdout


def refused(*arguments: object) -> str:
    result = run(*arguments)
    assert result.exit_code == 2
    return result.stderr


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    with serve() as held:
        monkeypatch.setenv(ADDRESS, held.base)
        held.always(Reply(jsonstat(items=("I1",), status={"0": "b"})))
        yield held


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "small-2026"


def test_a_dataset_is_fetched_shown_listed_and_verified(service, folder):
    said = done("fetch", "eurostat", "small", "--cut", "item=I1", "--as", "one", "--out", folder)
    digest = load_release(folder).digest
    assert said == f"{folder}: 4 figures of 2 territories, digest {digest}\n"
    assert done("verify", folder) == f"{folder}: every table has its digest {digest}\n"
    assert done("list", folder.parent) == f"small-2026  small: one  {digest}\n"
    assert done("show", folder).splitlines() == [
        f"small-2026: 4 figures, digest {digest}",
        "  observed: 4",
        "  s1: Eurostat (CC BY 4.0)",
    ]
    rows = done("show", folder, "--territory", "AT", "--csv").splitlines()
    assert rows[1] == "AT,one,2020,1.5,observed,b,s1,"


def test_the_recorded_cut_is_fetched(service, folder):
    service.always(Reply(recorded("04")))
    done(
        "fetch", "eurostat", "isoc_e_dii", "--cut", "unit=PC_ENT", "--cut", "indic_is=E_DI4_HI",
        "--cut", "size_emp=GE10", "--geo", "BE,BG", "--geo", "CZ", "--since", 2023, "--out", folder,
    )  # fmt: skip
    held = load_release(folder)
    assert held.indicators == ("isoc_e_dii.pc_ent.e_di4_hi.ge10",)
    assert ([t.code for t in held.territories], held.periods) == (["BE", "BG", "CZ"], (2024,))


def test_several_indicators_are_fetched_with_a_mapping_file(service, folder, tmp_path):
    service.always(Reply(jsonstat(items=("I1", "I2"))))
    mapping = tmp_path / "map.csv"
    mapping.write_text("indicator,item\none,I1\ntwo,I2\n", encoding="utf-8")
    done("fetch", "eurostat", "small", "--cut", "freq=A", "--map", mapping, "--out", folder)
    assert load_release(folder).indicators == ("one", "two")
    assert "c[item]=I1,I2" in service.asked[0]
    assert refused(
        "fetch", "eurostat", "small", "--map", mapping, "--as", "x", "--out", tmp_path / "other"
    ).endswith("Invalid value for --as: the mapping file names the indicators.\n")


def test_a_choice_left_open_is_refused_with_exit_code_2(service, folder):
    service.always(Reply(jsonstat(items=("I1", "I2"))))
    said = refused("fetch", "eurostat", "small", "--out", folder)
    assert said.splitlines()[-1] == (
        "eurostat small: small: the cut leaves item open: I1 (label of I1), I2 (label of I2). "
        "Choose one, e.g. item=I1."
    )
    assert not folder.exists()


def test_a_place_that_is_taken_is_refused_before_anything_is_asked(service, folder):
    folder.mkdir()
    said = refused("fetch", "eurostat", "small", "--cut", "item=I1", "--out", folder)
    assert said.endswith("it is there already, and a release is frozen. Choose a new name.\n")
    assert service.asked == []


def test_a_place_below_a_file_is_refused_before_anything_is_asked(service, tmp_path):
    (tmp_path / "my.csv").write_bytes(b"")
    place = tmp_path / "my.csv" / "small"
    said = refused("fetch", "eurostat", "small", "--cut", "item=I1", "--out", place)
    assert said == f"{place}: {tmp_path}/my.csv is no folder. Choose another place.\n"
    assert service.asked == []


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (
            ("--version", "1999"),
            "there is no version '1999' of NUTS. Known: 2010, 2013, 2016, 2021, 2024.",
        ),
        (("--since", 2021, "--until", 2020), "no year is since 2021 and until 2020. Swap the two."),
    ],
)
def test_versions_and_years_that_are_not_are_refused_before_anything_is_asked(
    service, folder, options, says
):
    said = refused("fetch", "eurostat", "small", "--cut", "item=I1", *options, "--out", folder)
    assert said == f"eurostat small: {says}\n"
    assert service.asked == []


def test_an_id_that_is_none_is_refused(service, folder):
    said = refused(
        "fetch", "eurostat", "small", "--cut", "item=I1", "--as", "../x", "--out", folder
    )
    assert said.splitlines()[-1] == (
        "Error: Invalid value for --as: '../x' is no id of an indicator: "
        "letters, digits, '.', '_' and '-' only."
    )


def test_groups_of_countries_are_named(service, folder):
    service.always(Reply(jsonstat(geo=("AT", "EA", "EU27_2020"))))
    lines = run("fetch", "eurostat", "small", "--out", folder).stderr.splitlines()
    assert lines[-1] == (
        "eurostat small: 2 of 3 are no country, region or city: EA, EU27_2020. "
        "They are kept and not ranked beside those; --geo names what you want."
    )


def test_a_broken_release_does_not_hide_the_others(service, folder):
    done("fetch", "eurostat", "small", "--cut", "item=I1", "--as", "one", "--out", folder)
    broken = folder.parent / "broken" / "datapackage.json"
    broken.parent.mkdir()
    broken.write_text("{", encoding="utf-8")
    result = run("list", folder.parent)
    digest = load_release(folder).digest
    assert (result.exit_code, result.stdout) == (2, f"small-2026  small: one  {digest}\n")
    assert result.stderr == f"{broken}: this is no descriptor. Restore the release.\n"


def test_a_cut_without_an_equals_sign_is_refused(service, folder):
    said = refused("fetch", "eurostat", "small", "--cut", "item", "--out", folder)
    assert said.endswith("Invalid value for --cut: 'item' is not DIMENSION=CODE.\n")


def test_what_is_missing_is_said_on_standard_error(service, folder):
    service.always(Reply(jsonstat(values={"0": 1, "1": 0, "2": 4})))
    lines = run("fetch", "eurostat", "small", "--out", folder).stderr.splitlines()
    assert lines[0] == "eurostat small: page 1 of 1"
    assert lines[-1] == "eurostat small: small: 1 of 4 cells are missing; they are not 0."


def test_answers_are_kept_beside_the_release_or_where_one_says(service, folder, tmp_path):
    done("fetch", "eurostat", "small", "--out", folder)
    assert len(list((tmp_path / ".fetched").glob("*.body"))) == 1
    kept = tmp_path / "kept"
    done("fetch", "eurostat", "small", "--cache", kept, "--out", tmp_path / "other")
    assert len(list(kept.glob("*.body"))) == 1


def test_a_file_is_frozen(folder, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("territory,period,bikes\nFRE1,2023,5.10\n", encoding="utf-8")
    done("fetch", "file", path, "--publisher", "The city", "--licence", "CC0", "--out", folder)
    assert done("show", folder).splitlines()[-1] == "  s1: The city (CC0)"


def test_a_cube_in_a_file_is_frozen(folder, tmp_path):
    path = tmp_path / "own.json"
    path.write_text(jsonstat(), encoding="utf-8")
    done("fetch", "file", path, "--cut", "item=I1", "--nuts", "--since", 2021, "--out", folder)
    held = load_release(folder)
    assert (held.periods, held.indicators) == ((2021,), ("own.i1",))


def test_a_table_cannot_be_cut(folder, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("territory,period,bikes\nFRE1,2023,5.10\n", encoding="utf-8")
    said = refused("fetch", "file", path, "--since", 2021, "--out", folder)
    assert said.endswith("Invalid value for --since: only a cube can be cut.\n")


def test_an_unknown_provider_of_sdmx_is_refused(folder):
    pytest.importorskip("sdmx")
    said = refused("fetch", "sdmx", "OECDD", "X", "A..", "--out", folder)
    assert said.startswith("OECDD: no such provider. Did you mean OECD? ")


def test_a_provider_of_sdmx_is_fetched(folder, monkeypatch):
    from territoria.sources import sdmx
    from territoria.sources.jsonstat import read_dataset

    answer = read_dataset(jsonstat()), "https://example.org/data", b"answer"
    monkeypatch.setattr(sdmx, "fetch_sdmx", lambda *key, **years: answer)
    done("fetch", "sdmx", "OECD", "X", "--cut", "item=I1", "--geo", "AT", "--out", folder)
    held = load_release(folder)
    assert [t.key for t in held.territories] == ["AT@own"]
    assert held.sources["s1"].retrieved_from == "https://example.org/data"


def test_dimensions_are_listed(service):
    structure = '{"label": "A small dataset", "extension": {"annotation": []}}'
    service.answer = lambda path, query: Reply(
        structure if "/structure/" in path else jsonstat(geo=tuple(f"AT{n}" for n in range(20)))
    )
    lines = done("dimensions", "eurostat", "SMALL", "--codes", 2).splitlines()
    assert lines[0] == "small: A small dataset"
    assert [line.split() for line in lines[2:7]] == [
        ["dimension", "code", "label"],
        ["freq", "A", "Annual"],
        ["item", "I1", "label", "of", "I1"],
        ["geo", "AT0", "label", "of", "AT0"],
        ["geo", "AT1", "label", "of", "AT1"],
    ]
    assert lines[7].split() == ["geo", "…", "20", "codes", "in", "all"]


def test_a_folder_that_is_no_release_is_said(tmp_path):
    assert refused("show", tmp_path).startswith(f"{tmp_path}: this folder is no release")
    assert refused("verify", tmp_path / "none").startswith(f"{tmp_path}/none: no such release.")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "datapackage.json").write_text("{", encoding="utf-8")
    said = refused("show", tmp_path / "broken")
    assert (
        said == f"{tmp_path}/broken/datapackage.json: this is no descriptor. Restore the release.\n"
    )
    (tmp_path / "broken" / "datapackage.json").unlink()
    result = run("list", tmp_path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"{tmp_path}: it holds no release.\n"


def test_a_release_of_ones_own_that_was_touched_is_found_out(service, folder):
    done("fetch", "eurostat", "small", "--out", folder)
    path = folder / "requests.csv"
    path.write_text(path.read_text(encoding="utf-8") + "x\n", encoding="utf-8")
    result = run("verify", folder)
    assert (result.exit_code, result.stdout.startswith(f"{path}: the table differs")) == (1, True)


HOWTO = Path(__file__).resolve().parents[2] / "docs" / "howto" / "fetch-data.md"
COMMANDS = [
    line.removeprefix(".venv/bin/territoria release ")
    for line in HOWTO.read_text(encoding="utf-8").splitlines()
    if line.startswith(".venv/bin/territoria release ")
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_page_has_the_options_that_it_names(command):
    assert done(*shlex.split(command), "--help").startswith("Usage: ")


def test_the_cut_of_the_page_is_fetched(service, tmp_path, monkeypatch):
    service.always(Reply(recorded("04")))
    monkeypatch.chdir(tmp_path)
    (command,) = (c for c in COMMANDS if "--as high_digital_intensity" in c)
    done(*shlex.split(command))
    assert load_release(tmp_path / "releases" / "dii-2026-11").periods == (2022, 2024)


def test_the_specimen_of_the_page_is_frozen(tmp_path, monkeypatch):
    path = WIRE / "sdmx" / "une_gen.xml"
    if not path.is_file():
        pytest.skip(f"the recorded answers are not here: {WIRE} is absent")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "une_gen.xml").write_bytes(path.read_bytes())
    (command,) = (c for c in COMMANDS if "une_gen.xml" in c)
    assert done(*shlex.split(command)).startswith(
        "releases/unemployment: 351 figures of 39 territories, digest "
    )


def test_a_framework_is_scored_on_a_release_of_ones_own(folder, tmp_path):
    page = (HOWTO.parent / "own-data.md").read_text(encoding="utf-8")
    framework, table = tmp_path / "my.yaml", tmp_path / "my.csv"
    for path, language in ((framework, "yaml"), (table, "csv")):
        path.write_text(page.split(f"```{language}\n")[1].split("```")[0], encoding="utf-8")
    done("fetch", "file", table, "--out", folder)
    measure = ["measure", "--framework", str(framework), "--runs", "10", "--csv"]
    own = CliRunner().invoke(main, [*measure, "--release", str(folder)])
    plain = CliRunner().invoke(main, [*measure, "--observations", str(table)])
    assert (own.exit_code, own.stdout) == (0, plain.stdout)
