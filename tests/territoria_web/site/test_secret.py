"""The key of an installation."""

from __future__ import annotations

import stat
from pathlib import Path

from territoria_web.site.secret import secret_key


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path):
    first = secret_key(tmp_path)
    assert len(first) >= 50
    assert secret_key(tmp_path) == first
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
