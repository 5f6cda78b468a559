import csv
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from territoria.cli.convert import convert
from territoria.content import load_library
from territoria.sources.csv_file import read_observations

ROOT = Path(__file__).resolve().parents[2]
TABLE = """territory,indicator,period,value,standard_error,flag
NL31,population,2019,1000,30,
NL33,population,2019,3761.716,40,u
NL31,hrst,2019,50,,
NL33,hrst,2019,40,,
NL33,median_age,2019,41,,
AT11,median_age,2019,45,,b
UKC1,hrst,2019,30,,
"""


@pytest.fixture
def run(tmp_path):
    """The command on a table; what it says, with the path of the table left out."""
    file, out = tmp_path / "my.csv", tmp_path / "out.csv"

    def run(text, *options, out=out):
        file.write_text(text, encoding="utf-8")
        done = CliRunner().invoke(convert, [str(file), "--out", str(out), *options])
        assert done.exception is None or isinstance(done.exception, SystemExit)
        lines = [
            line.removeprefix(str(file)).lstrip(":") for line in done.output.splitlines() if line
        ]
        return done.exit_code, lines

    return run


def _rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_summary_tells_what_became_of_the_figures(run):
    assert run(TABLE, "--from", "2016", "--to", "2021") == (
        0,
        [
            " NUTS 2016 to 2021, by pop21.",
            "Territories: 1 redrawn, 1 split, 2 unchanged.",
            "Figures: 2 kept, 4 estimated, 2 missing (2 not convertible, 0 lack a part).",
            "Overlaps: European Commission, JRC, NUTS converter, release 2025.08.",
        ],
    )


def test_the_share_of_missing_weight_is_told(run):
    table = "territory,indicator,period,value\nNO01,hrst,2019,50\nNL31,hrst,2019,40\n"
    _, lines = run(table, "--from", "2016", "--to", "2021")
    assert lines[2:4] == [
        "Figures: 0 kept, 0 estimated, 2 missing (0 not convertible, 2 lack a part).",
        "Missing weight: 2.6% to 31.5%, in 2 figures.",
    ]


def test_the_page_shows_what_the_command_prints(tmp_path, monkeypatch):
    page = (ROOT / "docs" / "howto" / "convert-codes.md").read_text(encoding="utf-8")
    (table,) = re.findall(r"```csv\n(.*?)```", page, re.DOTALL)
    (printed,) = re.findall(r"```text\n(.*?)```", page, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    Path("my.csv").write_text(table, encoding="utf-8")
    command = ["my.csv", "--from", "2016", "--to", "2021", "--out", "my-2021.csv"]
    assert CliRunner().invoke(convert, command).output == printed


def test_what_has_no_target_is_named(run):
    code, lines = run("territory,indicator,period,value\nUKC1,hrst,2019,30\nNL31,hrst,2019,50\n",
                      "--from", "2021", "--to", "2024")  # fmt: skip
    assert code == 0
    assert lines[1:4] == [
        "Territories: 1 renamed.",
        "Figures: 1 kept, 0 estimated, 0 missing (0 not convertible, 0 lack a part).",
        "Lost: UKC1@2021, 1 figures: no overlap with NUTS 2024 is published.",
    ]


def test_the_table_that_is_written_can_be_scored(run, tmp_path):
    run(TABLE, "--from", "2016", "--to", "2021")
    rows = _rows(tmp_path / "out.csv")
    assert [(r["territory"], r["indicator"], r["status"]) for r in rows] == [
        ("AT11@2021", "median_age", "observed"),
        ("NL31@2021", "hrst", "estimated"),
        ("NL31@2021", "median_age", "missing"),
        ("NL31@2021", "population", "estimated"),
        ("NL33@2021", "hrst", "estimated"),
        ("NL33@2021", "median_age", "missing"),
        ("NL33@2021", "population", "estimated"),
        ("UKC1@2021", "hrst", "observed"),
    ]
    assert float(rows[3]["value"]) == pytest.approx(1035.916, rel=1e-12)
    library = load_library().indicators
    bound = {i: library[i] for i in ("population", "hrst", "median_age")}
    held = read_observations(tmp_path / "out.csv", bound).observations
    assert held.cell("NL31", "population", 2019).value == pytest.approx(1035.916, rel=1e-12)


def test_the_details_say_how_each_figure_came_about(run, tmp_path):
    run(TABLE, "--from", "2016", "--to", "2021", "--details", str(tmp_path / "how.csv"))
    rows = {(r["territory"], r["indicator"]): r for r in _rows(tmp_path / "how.csv")}
    row = rows["NL31@2021", "population"]
    assert (row["change"], row["origins"], row["kind"]) == ("redrawn", "NL31+NL33", "absolute")
    note = "a rank, median or index cannot be converted"
    assert rows["NL33@2021", "median_age"]["note"] == note


def test_kind_weight_and_missing_can_be_said(run, tmp_path):
    table = "territory,indicator,period,value\nNL33@2016,bikes,2019,1\n"
    options = ("--to", "2021", "--kind", "bikes=absolute", "--weight", "bikes=areaKm")
    code, _ = run(table, *options, "--missing", "available")
    shares = [float(r["value"]) for r in _rows(tmp_path / "out.csv")]
    assert code == 0
    assert shares == pytest.approx([110.81585 / 3247.13928, 3136.32343 / 3247.13928], rel=1e-6)


def test_a_density_is_weighted_by_area_without_being_told(run):
    table = "territory,indicator,period,value\nNL33,population_density,2019,1100\n"
    _, lines = run(table, "--from", "2016", "--to", "2021")
    assert lines[0] == " NUTS 2016 to 2021, by areaKm."


def test_the_unit_in_the_file_tells_the_kind_of_an_indicator_without_a_text(run, tmp_path):
    table = "territory,indicator,period,value,unit_of_measure\nNL31@2021,bikes,2019,7,number\n"
    assert run(table, "--to", "2024")[0] == 0
    assert [r["territory"] for r in _rows(tmp_path / "out.csv")] == ["NL35@2024"]


def test_a_wide_table_is_read(run, tmp_path):
    assert run("territory,period,hrst\nNL31@2021,2019,50\n", "--to", "2024")[0] == 0
    assert [r["value"] for r in _rows(tmp_path / "out.csv")] == ["50"]


def test_all_problems_are_told_at_once_with_their_lines(run):
    table = (
        "territory,indicator,period,value\nNO08,hrst,2019,30\nNL31,bikes,19,x\nAT99,hrst,2019,1\n"
    )
    code, lines = run(
        table, "--from", "2016", "--to", "2021", "--kind", "hrst=rate", "--weight", "people",
        "--kind", "vehicles=absolute",
    )  # fmt: skip
    assert code == 2
    assert lines == [
        "--kind: the indicator 'vehicles' is not in the file. Known: bikes, hrst.",
        "--kind: the kind 'rate' is not known. Did you mean relative? "
        "Known: absolute, not-convertible, relative.",
        "3: nothing says whether 'bikes' is a count or a rate. "
        "Add --kind bikes=absolute, relative or not-convertible.",
        "--weight: the weight 'people' is not known. Did you mean pop21? "
        "Known: areaKm, artif_surf12, artif_surf18, bu_vol, pop11, pop21.",
        "2: NO08@2016: this is no code of NUTS 2016, but of 2021, 2024. "
        "Give the version that the table uses.",
        "4: AT99@2016: this is no code of NUTS 2016. Correct the code.",
        "3: the period '19' is not a year. Write it as 2021.",
        "3: the value 'x' is not a number. Write a number, or leave the cell empty.",
    ]


def test_a_bare_code_without_a_version_is_refused(run):
    table = "territory,indicator,period,value\nNL33,hrst,2019,30\n"
    assert run(table, "--to", "2021") == (
        2,
        [
            "2: 'NL33' is a bare code, and one code may name two places. "
            "Write NL33@2016, or give --from for the whole table."
        ],
    )


def test_the_figures_themselves_are_never_overwritten(run, tmp_path):
    code, lines = run(TABLE, "--from", "2016", "--to", "2021", out=tmp_path / "my.csv")
    assert (code, lines) == (2, [" it would be overwritten. Choose another file."])
    assert (tmp_path / "my.csv").read_text(encoding="utf-8") == TABLE


def test_a_place_that_cannot_be_written_is_told(run, tmp_path):
    code, lines = run(TABLE, "--from", "2016", "--to", "2021", out=tmp_path / "none" / "out.csv")
    said = f"{tmp_path}/none/out.csv: the folder {tmp_path}/none is not there. "
    assert (code, lines) == (2, [said + "Make it, or choose another place."])
    code, lines = run(TABLE, "--from", "2016", "--to", "2021", out=tmp_path)
    assert (code, lines) == (2, [f"{tmp_path}: this is a folder. Give the name of a file in it."])
    long = tmp_path / ("x" * 300)
    code, lines = run(TABLE, "--from", "2016", "--to", "2021", out=long)
    said = f"{long}: it cannot be written (File name too long). Choose another place."
    assert (code, lines) == (2, [said])


def test_figures_and_details_never_share_a_file(run, tmp_path):
    out = tmp_path / "out.csv"
    code, lines = run(TABLE, "--from", "2016", "--to", "2021", "--details", f"{tmp_path}/./out.csv")
    assert (code, lines) == (
        2,
        [
            f"{out}: the figures and the details would be the same file. "
            "Give --details a file of its own."
        ],
    )
    assert not out.exists()


def test_a_link_to_the_figures_is_the_figures(run, tmp_path):
    link = tmp_path / "link.csv"
    link.symlink_to(tmp_path / "my.csv")
    code, lines = run(TABLE, "--from", "2016", "--to", "2021", out=link)
    assert (code, lines) == (2, [" it would be overwritten. Choose another file."])


@pytest.mark.parametrize("ending", [".xlsx", ".XLSM", ".parquet"])
def test_a_workbook_is_to_be_saved_as_csv(ending):
    done = CliRunner().invoke(convert, [f"my{ending}", "--to", "2021", "--out", "out.csv"])
    assert (done.exit_code, done.output) == (
        2,
        f"my{ending}: convert reads CSV, and this ends in {ending}. Save the sheet as CSV UTF-8.\n",
    )


def test_an_absent_file_is_told():
    done = CliRunner().invoke(convert, ["none.csv", "--to", "2021", "--out", "out.csv"])
    assert (done.exit_code, done.output) == (
        2, "none.csv: there is no such file. Check the path.\n",
    )  # fmt: skip
