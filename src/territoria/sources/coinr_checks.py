"""The rules of COINr's two tables: iMeta (the tree) and iData (the figures), all checked at once.

Every indicator and aggregate stands once in iMeta, with a level; its parent is an aggregate one
level up; only the topmost has no parent. Every column of iData is described in iMeta.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from territoria.errors import Problem, did_you_mean
from territoria.sources.sheet import Sheet

NEEDED = ("Level", "iCode", "Direction", "Weight", "Parent", "Type")
LOWER, UPPER = "goalpost_lower", "goalpost_upper"
KNOWN = (*NEEDED, "iName", "Unit", "Target", "Denominator", LOWER, UPPER)
TYPES = ("Indicator", "Aggregate", "Group", "Denominator", "Other")
IN_TREE = ("Indicator", "Aggregate")
PLACES = ("uCode", "uName", "Time")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]*")
PLACE_CODE = re.compile(r"[^@:\s]+")


def number(text: str) -> float | None:
    """The finite number that a cell holds, else None."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def check_meta(meta: Sheet) -> list[Problem]:
    """Problems of iMeta: columns, codes, types, numbers, parents, levels, circles."""
    absent = [name for name in NEEDED if name not in meta.columns]
    if absent:
        what = f"columns are missing: {', '.join(absent)}."
        return [Problem(meta.label, what, f"Found: {', '.join(meta.columns)}.")]
    problems = [p for row in meta.rows for p in _check_row(meta, *row)]
    problems += list(_check_codes(meta))
    return problems or list(_check_tree(meta))


def _check_row(meta: Sheet, n: int, row: dict[str, str]) -> Iterator[Problem]:
    kind = row["Type"]
    if kind not in TYPES:
        yield Problem(meta.place(n, "Type"), f"{kind!r} is no type.", did_you_mean(kind, TYPES))
    code = row["iCode"]
    if not CODE.fullmatch(code):
        spaced = re.sub(r"[^A-Za-z0-9_.\-]+", "_", code.strip())
        what = f"{code!r} is no code."
        mend = f"Letters, digits, '_', '.' and '-' only, e.g. {spaced}; change it in iData too."
        yield Problem(meta.place(n, "iCode"), what, mend)
    if kind not in IN_TREE:
        return
    level = number(row["Level"])
    if level is None or level != int(level) or level < 1:
        what = f"{row['Level']!r} is no level."
        yield Problem(meta.place(n, "Level"), what, "Indicators have 1, the whole the highest.")
    if number(row["Direction"]) not in (1.0, -1.0):
        what = f"{row['Direction']!r} is no direction."
        yield Problem(meta.place(n, "Direction"), what, "Write 1 or -1.")
    weight = number(row["Weight"])
    if weight is None or weight <= 0:
        what = f"{row['Weight']!r} is no weight."
        yield Problem(
            meta.place(n, "Weight"),
            what,
            "Write a number above 0; leave out what should not count.",
        )
    if row.get("Target") and number(row["Target"]) is None:
        yield Problem(meta.place(n, "Target"), f"{row['Target']!r} is no number.", "Correct it.")
    posts = row.get(LOWER, ""), row.get(UPPER, "")
    low, high = (number(text) for text in posts)
    if any(posts) and (low is None or high is None or low >= high):
        what = f"the goalposts {posts[0]!r} and {posts[1]!r} are no range."
        yield Problem(meta.place(n, LOWER), what, "Give two numbers, the lower one first.")


def _check_codes(meta: Sheet) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for n, row in meta.rows:
        code = row["iCode"]
        if first.setdefault(code, n) != n:
            what = f"the code {code} stands already in row {first[code]}."
            yield Problem(meta.place(n, "iCode"), what, "Keep one.")
        if code == "overall":
            what = "the code 'overall' is taken: it names the whole."
            yield Problem(meta.place(n, "iCode"), what, "Choose another.")


def _check_tree(meta: Sheet) -> Iterator[Problem]:
    rows = {row["iCode"]: (n, row) for n, row in meta.rows if row["Type"] in IN_TREE}
    aggregates = [c for c, (_, row) in rows.items() if row["Type"] == "Aggregate"]
    tops = [c for c in aggregates if not rows[c][1]["Parent"]]
    if len(tops) != 1:
        named = ", ".join(tops) or "none"
        what = f"exactly one aggregate may be without a parent; here: {named}."
        yield Problem(f"{meta.label}, column Parent", what, "Give the others their parent.")
    for code, (n, row) in rows.items():
        parent = row["Parent"]
        if not parent:
            if row["Type"] == "Indicator":
                what = f"the indicator {code} has no parent."
                yield Problem(meta.place(n, "Parent"), what, did_you_mean(code, aggregates))
        elif parent not in aggregates:
            what = f"the parent {parent!r} of {code} is no aggregate of this table."
            yield Problem(meta.place(n, "Parent"), what, did_you_mean(parent, aggregates))
        elif _in_circle(code, rows):
            what = f"{code} is above itself."
            yield Problem(meta.place(n, "Parent"), what, "Its parents must lead to the top.")
        elif float(row["Level"]) + 1 != float(rows[parent][1]["Level"]):
            what = f"{code} has level {row['Level']}, its parent {parent} "
            what += f"level {rows[parent][1]['Level']}."
            yield Problem(meta.place(n, "Level"), what, "A parent stands one level up.")
    parents = {row["Parent"] for _, row in rows.values()}
    for code in aggregates:
        if code not in parents:
            what = f"the aggregate {code} holds nothing."
            yield Problem(meta.place(rows[code][0], "iCode"), what, "Leave it out, or fill it.")


def _in_circle(code: str, rows: dict[str, tuple[int, dict[str, str]]]) -> bool:
    seen: set[str] = set()
    at = code
    while at in rows and at not in seen:
        seen.add(at)
        at = rows[at][1]["Parent"]
    return at == code


def check_data(data: Sheet, meta: Sheet) -> list[Problem]:
    """Problems of iData beside a sound iMeta: columns, codes, years, doubles, numbers."""
    if "uCode" not in data.columns:
        what = "the column uCode is missing."
        return [Problem(data.label, what, f"Found: {', '.join(data.columns)}.")]
    kinds = {row["iCode"]: row["Type"] for _, row in meta.rows}
    problems = list(_check_columns(data, meta, kinds))
    numeric = [c for c in data.columns if kinds.get(c) in ("Indicator", "Denominator")]
    first: dict[tuple[str, str], int] = {}
    for n, row in data.rows:
        code, time = row["uCode"], row.get("Time", "")
        if not PLACE_CODE.fullmatch(code):
            what = f"{code!r} is no code of a territory."
            problems.append(Problem(data.place(n, "uCode"), what, "No spaces, '@' or ':' in it."))
        if "Time" in data.columns and not re.fullmatch(r"[0-9]{4}(\.0)?", time):
            problems.append(Problem(data.place(n, "Time"), f"{time!r} is no year.", "Write 2021."))
        if first.setdefault((code, time), n) != n:
            what = f"{code} {time}".strip() + f" stands already in row {first[code, time]}."
            problems.append(Problem(data.place(n, "uCode"), what, "Keep one."))
        problems += [
            Problem(
                data.place(n, c),
                f"{row[c]!r} is no number.",
                "Write it with a decimal point, or leave the cell empty.",
            )
            for c in numeric
            if row[c] and number(row[c]) is None
        ]
    return problems


def _check_columns(data: Sheet, meta: Sheet, kinds: dict[str, str]) -> Iterator[Problem]:
    for column in data.columns:
        if column not in kinds and column not in PLACES:
            what = f"the column {column!r} is not described in iMeta."
            yield Problem(data.label, what, did_you_mean(column, (*PLACES, *kinds)))
    denominators = {row["iCode"]: row.get("Denominator", "") for _, row in meta.rows}
    for n, row in meta.rows:
        code = row["iCode"]
        if row["Type"] != "Aggregate" and code not in data.columns:
            what = f"{code} has no column in iData."
            yield Problem(meta.place(n, "iCode"), what, did_you_mean(code, data.columns))
        below = denominators[code]
        if below and kinds.get(below) not in ("Denominator", "Indicator"):
            what = f"the denominator {below!r} of {code} is not described."
            known = [c for c, kind in kinds.items() if kind == "Denominator"]
            yield Problem(meta.place(n, "Denominator"), what, did_you_mean(below, known))
