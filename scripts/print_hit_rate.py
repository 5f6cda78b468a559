"""Leave one case out, and print the table into docs/methods/recommend.md.

Run by ``make hit-rate`` (a minute or two). A test fails where the table no longer belongs to the
texts, the framework and the figures.
"""

from __future__ import annotations

from pathlib import Path

from territoria.content import load_library
from territoria.hit_rate import HitRate, digest_of, hit_rate, leave_one_out
from territoria.observations import bundled

PAGE = Path(__file__).resolve().parents[1] / "docs" / "methods" / "recommend.md"
BEGIN, END = "<!-- hit rate: begin -->", "<!-- hit rate: end -->"
FRAMEWORK, RELEASE = "blueprint", "europe-nuts2021"
KS = (5, 10)


def table() -> str:
    """The block between the marks."""
    library = load_library()
    framework, figures = library.frameworks[FRAMEWORK], bundled(RELEASE)
    trials = leave_one_out(library, figures, framework)
    rows = [
        _row(hit_rate(trials, k, by_class=by_class), by_class)
        for by_class in (False, True)
        for k in KS
    ]
    return "\n".join(
        (
            BEGIN,
            f"{len(trials)} cases, {len(trials[0].popular)} pieces of advice, framework "
            f"{FRAMEWORK} {framework.edition}, release {RELEASE}, inputs "
            f"`{digest_of(library, figures, framework)}`.",
            "",
            "| what counts as a hit | among the first | recommender (90 % range) | chance | most popular |",
            "|---|---|---|---|---|",
            *rows,
            END,
        )
    )


def _row(rate: HitRate, by_class: bool) -> str:
    what = "advice on a factor that the case is about" if by_class else "advice that cites the case"
    low, high = rate.interval
    return (
        (
            f"| {what} | {rate.k} | {rate.recommender:.0%} ({low:.0%}–{high:.0%}) | "
            f"{rate.chance:.0%} | {rate.popular:.0%} |"
        )
        .replace("%", " %")
        .replace(" %–", "–")
    )


def write() -> None:
    """Put the table where the old one stood."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    PAGE.write_text(before + table() + rest.split(END)[1], encoding="utf-8")


if __name__ == "__main__":
    write()
