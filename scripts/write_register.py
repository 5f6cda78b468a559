"""Enter new ids into content/register.csv, and mark those whose text is gone as retired.

Run by ``make content``. What was retired stays retired: its id may not be used again.
"""

from __future__ import annotations

from pathlib import Path

from territoria.content import read_library
from territoria.content_check.register import REGISTER, ids_of, read_register, write_register

CONTENT = Path(__file__).resolve().parents[1] / "content"


def enter(root: Path = CONTENT) -> None:
    """Bring the register of a library up to its texts."""
    path = root / REGISTER
    entries = read_register(path) if path.is_file() else {}
    library, problems = read_library((root,))
    if problems:  # an id whose text cannot be read now is not gone
        raise SystemExit("\n".join(map(str, problems)))
    live = ids_of(library)
    for key in live - entries.keys():
        entries[key] = "live"
    for key in entries.keys() - live:
        entries[key] = "retired"
    write_register(path, entries)


if __name__ == "__main__":
    enter()
