"""Nothing in the repository names the place it was made in, nor where packages come from."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SKIPPED = {"__pycache__", "out", "dist", "node_modules"}

# Built from pieces, so that this file does not hold what it looks for.
REGISTRIES = (
    ("pypi", "org"),
    ("pypi", "io"),
    ("pythonhosted", "org"),
    ("npmjs", "org"),
    ("npmjs", "com"),
    ("yarnpkg", "com"),
    ("jsdelivr", "net"),
    ("unpkg", "com"),
    ("crates", "io"),
    ("rubygems", "org"),
    ("proxy", "golang", "org"),
    ("anaconda", "org"),
    ("cran", "r-project", "org"),
    ("maven", "org"),
    ("deb", "debian", "org"),
    ("docker", "io"),
)
WORKPLACES = (
    "/" + "work" + "/",
    "/" + "tmp" + "/",
    "/" + "home" + "/",
    "/" + "root" + "/",
    "/" + "Users" + "/",
    "/" + "opt" + "/",
)
HOST = "|".join(re.escape(".".join(host)) for host in REGISTRIES)
PLACE = "|".join(re.escape(place) for place in WORKPLACES)
# a path begins where no word, dot, angle bracket or variable stands before it: not …/content/home/
FORBIDDEN = re.compile(rf"(?<![\w-])(?:{HOST})\b|(?<![\w.$<>{{}})*/-])(?:{PLACE})")


def _files() -> list[Path]:
    """What git would take: followed files and new ones that are not ignored."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, capture_output=True, check=True,
        ).stdout.decode()  # fmt: skip
    except (OSError, subprocess.CalledProcessError):
        return [
            p
            for p in sorted(ROOT.rglob("*"))
            if p.is_file()
            and not any(
                part in SKIPPED or part.startswith(".") for part in p.relative_to(ROOT).parts[:-1]
            )
        ]
    return [p for name in sorted(set(listed.split("\0")) - {""}) if (p := ROOT / name).is_file()]


def _lines_that_say_it(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return []  # a picture, a compressed table
    return [
        f"{path.relative_to(ROOT)}:{number}: {found[0]}"
        for number, line in enumerate(text.splitlines(), start=1)
        if (found := FORBIDDEN.search(line))
    ]


def test_no_file_names_a_package_registry_or_a_path_of_a_workplace():
    files = _files()
    assert len(files) > 100
    assert [line for path in files for line in _lines_that_say_it(path)] == []


@pytest.mark.parametrize(
    "line",
    [
        "https://" + "files." + "pythonhosted" + ".org/packages/x.whl",
        "see " + "/" + "work" + "/main/x.py",
        "index-url = https://" + "pypi" + ".org/simple",
    ],
)
def test_a_line_that_says_it_is_caught(line):
    assert FORBIDDEN.search(line)


@pytest.mark.parametrize(
    "line", ["https://example.org/home/page", "content/work/plan.md", "a framework/mode"]
)
def test_a_harmless_line_is_not_caught(line):
    assert not FORBIDDEN.search(line)
