"""Which code this process runs: pages that were written by another are not its own."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = (".py", ".html", ".mo", ".po", ".css", ".js", ".svg")


@lru_cache(maxsize=1)
def code_state() -> str:
    """Names the code, the templates and the catalogues that pages are made of.

    Asked for when a process starts: files that are replaced later are not what it runs.
    """
    found = hashlib.sha256()
    for root in (ROOT, ROOT.parent / "territoria"):
        for path in sorted(p for p in root.rglob("*") if p.suffix in SOURCES):
            # what is in it, not when: several machines that serve from one home agree
            found.update(f"{path.relative_to(root.parent)}\0".encode())
            found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()
