"""Files that appear together or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from territoria.errors import DataError, Problem


def save_together(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files beside their targets, then move them all; returns their paths.

    ``files``: name → content. DataError where the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (folder / f".{name}.part").write_bytes(data)
        for name in files:
            (folder / f".{name}.part").replace(folder / name)
    except OSError as error:
        raise DataError(
            Problem(str(folder), f"cannot write here: {error.strerror}.", "Choose another --out.")
        ) from None
    return tuple(folder / name for name in files)
