from __future__ import annotations

import json

from click.testing import CliRunner

from territoria.cli import main

HEAD = "firm,day,size,part,overall,basic,dimension:F1,obstacle:cost\n"
TWELVE = "".join(f"f{n},2026-03-01,micro,whole,50,yes,50,{n % 2 * 4}\n" for n in range(24))
MORE = "".join(f"g{n},2026-03-01,small,whole,100,no,100,\n" for n in range(12))


def run(tmp_path, text, *options, margins=""):
    (tmp_path / "answers.csv").write_text(HEAD + text, encoding="utf-8")
    (tmp_path / "margins.csv").write_text(margins, encoding="utf-8")
    known = ["--margins", str(tmp_path / "margins.csv")] if margins else []
    done = CliRunner().invoke(main, ["checks", str(tmp_path / "answers.csv"), *known, *options])
    return done.exit_code, done.stdout, done.stderr


def test_a_table_is_put_together(tmp_path):
    code, said, _ = run(tmp_path, TWELVE)
    assert (code, said) == (
        0,
        "2026: 24 firms, not weighted (none).\n"
        "figure           value              90 % range    firms\n"
        "overall          50.0               47.5 to 52.5  24\n"
        "dimension F1     50.0               47.5 to 52.5  24\n"
        "basic intensity  100%               90% to 100%   24\n"
        "obstacle cost    50%, severity 4.0  34% to 66%    24\n"
        "By size: micro 24; not shown: 0.\n"
        "By sector: not told 24; not shown: 0.\n\n",
    )


def test_known_numbers_of_firms_weight_it(tmp_path):
    margins = "margin,label,firms\nsize,micro,90\nsize,small,10\n"
    code, said, _ = run(tmp_path, TWELVE + MORE, "--json", margins=margins)
    body = json.loads(said)
    assert (code, list(body)) == (0, ["years", "year", "unusual"])
    assert body["years"]["2026"]["overall"]["value"] == 55.0


def test_nine_firms_say_nothing(tmp_path):
    text = "".join(TWELVE.splitlines(keepends=True)[:9])
    said = "Fewer than ten firms finished in each year: nothing may be shown.\n"
    assert run(tmp_path, text) == (0, said, "")


def test_everything_that_cannot_be_read_is_named(tmp_path):
    wrong = "a,yesterday,micro,whole,50,yes,50,1\nb,2026-03-01,micro,whole,500,so,,9\n"
    code, _, said = run(tmp_path, wrong)
    assert (code, said) == (
        2,
        "2, day: this is no day. Write it as 2026-03-01.\n"
        "3, overall: this is no such number. Give a number from 0 to 100.\n"
        "3, basic: this is neither. Write yes or no, or leave it empty.\n"
        "3, obstacle:cost: this is no such number. Give a number from 0 to 4.\n",
    )


def test_what_would_be_left_out_in_silence_is_named(tmp_path):
    code, _, said = run(tmp_path, ",2026-03-01,micro,hole,50,yes,50,1\n")
    assert (code, said) == (
        2,
        "2: the cell of firm is empty. Fill it in.\n"
        "2, part: hole is not known. Did you mean whole? Known: obstacles, whole.\n",
    )
    code, _, said = run(tmp_path, "a,2026-03-01,micro,whole,50,yes,50,1,9\n")
    assert (code, said) == (2, "2: the row has 9 cells, the header 8. Write as many.\n")
    margins = "margin,label,firms\nsize,micro,90\nsise,small,10\nsize,micro,9\n"
    code, _, said = run(tmp_path, TWELVE, margins=margins)
    assert (code, said) == (
        2,
        "3, margin: sise is not known. Did you mean size? Known: sector, size.\n"
        "4, label: the label stands twice. Keep one of them.\n",
    )


def test_a_file_that_is_not_utf_8_is_told(tmp_path):
    (tmp_path / "latin.csv").write_bytes(b"firm,day,size\n\xe9,2026-03-01,micro\n")
    done = CliRunner().invoke(main, ["checks", str(tmp_path / "latin.csv")])
    said = "latin.csv: the file is not UTF-8. Save it as CSV UTF-8.\n"
    assert (done.exit_code, done.stderr) == (2, said)


def test_a_missing_column_is_named(tmp_path):
    (tmp_path / "bare.csv").write_text("firm,day\na,2026-03-01\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["checks", str(tmp_path / "bare.csv")])
    assert (done.exit_code, done.stderr) == (
        2,
        "bare.csv, size: there is no such column. Add it.\n",
    )
