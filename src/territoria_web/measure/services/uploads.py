"""Keeping an upload until its team decides; what is decided or older than a day is deleted."""

from __future__ import annotations

import json
import re
import time
import uuid
from contextlib import suppress
from pathlib import Path

from territoria_web.measure.queries.column_roles import Mapped
from territoria_web.measure.queries.uploads import (
    ABOUT,
    CONTENT,
    Upload,
    open_folders,
    uploads_folder,
)
from territoria_web.territories.models import Cycle

KEPT = 24 * 60 * 60
MOST_OPEN = 20  # of one cycle


def keep_upload(*, cycle: Cycle, content: bytes, file_name: str) -> Upload:
    """Put a file aside until it is decided. Of too many open ones the oldest goes."""
    clear_uploads()
    for folder in open_folders(cycle)[: 1 - MOST_OPEN]:
        _delete(folder)
    upload = Upload(uuid.uuid4(), tidy_name(file_name), content, None)
    folder = uploads_folder() / str(upload.public_id)
    folder.mkdir(parents=True, mode=0o700)
    (folder / CONTENT).write_bytes(content)
    _write_about(folder, cycle, upload.file_name, None)
    return upload


def tell_columns(*, cycle: Cycle, upload: Upload, mapping: Mapped) -> None:
    """Keep what was told of the columns."""
    folder = uploads_folder() / str(upload.public_id)
    with suppress(FileNotFoundError):  # decided in another window meanwhile
        _write_about(folder, cycle, upload.file_name, mapping)


def drop_upload(*, upload: Upload) -> None:
    """Delete a file that is decided."""
    _delete(uploads_folder() / str(upload.public_id))


def clear_uploads(*, now: float | None = None) -> None:
    """Delete what nobody decided within a day."""
    until = (now or time.time()) - KEPT
    if not uploads_folder().is_dir():
        return
    for folder in uploads_folder().iterdir():
        with suppress(FileNotFoundError):  # another visitor deleted it meanwhile
            if folder.stat().st_mtime < until:
                _delete(folder)


def tidy_name(name: str) -> str:
    """A file's name without folders and control characters, at most 100 characters."""
    last = re.split(r"[\\/]", name)[-1]
    return re.sub(r"[\x00-\x1f\x7f]", "", last)[-100:] or "table"


def _write_about(folder: Path, cycle: Cycle, file_name: str, mapping: Mapped | None) -> None:
    about = {
        "cycle": str(cycle.public_id),
        "file_name": file_name,
        "mapping": mapping.as_data() if mapping else None,
    }
    made = folder / f"{ABOUT}.{uuid.uuid4().hex}"
    made.write_text(json.dumps(about), encoding="utf-8")
    made.replace(folder / ABOUT)


def _delete(folder: Path) -> None:
    for path in folder.glob("*"):
        path.unlink(missing_ok=True)
    with suppress(FileNotFoundError):
        folder.rmdir()
