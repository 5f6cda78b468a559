"""Where this machine keeps what is not part of the programme: the site's data, boundaries."""

from __future__ import annotations

import os
from pathlib import Path


def site_home() -> Path:
    """``TERRITORIA_HOME``, else ``territoria`` where the user's programmes keep their data."""
    named = os.environ.get("TERRITORIA_HOME")
    if named:
        return Path(named).expanduser()
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "territoria"
