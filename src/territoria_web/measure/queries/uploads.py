"""Uploads that are not decided yet: files in a private folder, never served, kept for a day."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404

from territoria_web.territories.models import Cycle

CONTENT = "content"
ABOUT = "about.json"


@dataclass(frozen=True)
class Upload:
    """A file that waits for its team. ``mapping``: what was told of its columns, None before."""

    public_id: UUID
    file_name: str
    content: bytes
    mapping: Mapping[str, Any] | None


def uploads_folder() -> Path:
    """Where they wait."""
    return Path(settings.HOME) / "uploads"


def open_upload(cycle: Cycle, public_id: UUID) -> Upload:
    """An upload of this team; 404 where it is another's, was decided, or is older than a day."""
    folder = uploads_folder() / str(public_id)
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        content = (folder / CONTENT).read_bytes()
    except (OSError, ValueError):
        raise Http404 from None
    if about["cycle"] != str(cycle.public_id):
        raise Http404
    return Upload(public_id, about["file_name"], content, about["mapping"])


def open_folders(cycle: Cycle) -> list[Path]:
    """Where the uploads of a team wait, the one that nobody touched for longest first."""
    if not uploads_folder().is_dir():
        return []
    found = [_touched(folder, cycle) for folder in uploads_folder().iterdir()]
    return [folder for _when, folder in sorted(one for one in found if one is not None)]


def _touched(folder: Path, cycle: Cycle) -> tuple[float, Path] | None:
    """When an upload of this team was touched last; None where it is another's, or gone by now."""
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        return (folder.stat().st_mtime, folder) if about["cycle"] == str(cycle.public_id) else None
    except (OSError, ValueError):
        return None
