"""Hand over: what many processes share, written once and mapped into the memory of each.

The arrays inside an object go into one file (pickle protocol 5, out of band), the rest beside it. A
process that takes it over reads the arrays through the operating system's page cache, so ten
processes hold them once.
"""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import numpy as np

OBJECT, ARRAYS, PLACES = "object.pickle", "arrays.bin", "places.json"
ALIGNMENT = 64  # bytes, so that vector instructions need no copy


def hand_over(shared: Any, folder: Path) -> None:
    """Write an object into a folder that is there."""
    buffers: list[pickle.PickleBuffer] = []
    (folder / OBJECT).write_bytes(pickle.dumps(shared, protocol=5, buffer_callback=buffers.append))
    places = []
    with (folder / ARRAYS).open("wb") as file:
        for buffer in buffers:
            file.write(b"\0" * (-file.tell() % ALIGNMENT))
            view = buffer.raw()
            places.append((file.tell(), view.nbytes))
            file.write(view)
    (folder / PLACES).write_text(json.dumps(places), encoding="utf-8")


def take_over(folder: Path) -> Any:
    """The object that ``hand_over`` wrote; its arrays are read-only views of the file."""
    places = json.loads((folder / PLACES).read_text(encoding="utf-8"))
    path = folder / ARRAYS
    whole = np.memmap(path, dtype=np.uint8, mode="r") if path.stat().st_size else np.empty(0, "u1")
    buffers = [whole[start : start + size] for start, size in places]
    return pickle.loads((folder / OBJECT).read_bytes(), buffers=buffers)
