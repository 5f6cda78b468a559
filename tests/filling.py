"""What a site holds before its first visitor: the release, all scores, a few diagnoses."""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parent
SOURCE = TESTS.parent / "src"
DIAGNOSED = ("FRE1", "DED5", "FI20", "RO42", "DE30")


def make(path: str) -> None:
    """A filled SQLite database at ``path`` (the setting DATABASE_URL names it too)."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "territoria_web.site.settings"
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    fill()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def fill() -> None:
    """Fill the database of the current settings."""
    from territoria_web.library.queries import library
    from territoria_web.measure.queries.assessments import current
    from territoria_web.measure.services.assessments import run_assessment
    from territoria_web.measure.services.releases import load_release
    from territoria_web.recommend.services.diagnoses import diagnose_territory
    from territoria_web.territories.models import Territory
    from territoria_web.territories.names import names_of

    release = load_release(name="europe-nuts2021", names_of=names_of)
    for framework in library().frameworks.values():
        run_assessment(framework=framework, release=release)
    for territory in Territory.objects.filter(code__in=DIAGNOSED):
        diagnose_territory(assessment=current(), territory=territory)


def filled() -> Path:
    """A filled database in a file, made once for a state of the code and shared by all processes."""
    folder = Path(tempfile.gettempdir()) / "territoria-filled"
    folder.mkdir(exist_ok=True)
    path = folder / f"{_state()}.sqlite3"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.is_file():
            for old in folder.glob("*.sqlite3*"):
                old.unlink()
            made = path.with_suffix(".making")
            made.unlink(missing_ok=True)
            code = "import sys; from filling import make; make(sys.argv[1])"
            home = tempfile.mkdtemp(prefix="territoria-filling-")
            subprocess.run(
                [sys.executable, "-c", code, str(made)],
                check=True,
                cwd=TESTS,
                env={**os.environ, "TERRITORIA_HOME": home, "DATABASE_URL": f"sqlite:///{made}"},
            )
            made.rename(path)
    return path


def _state() -> str:
    """Names everything that the filled database is made of."""
    found = hashlib.sha256()
    rooms = SOURCE / "territoria_web"
    files = [
        *(SOURCE / "territoria").rglob("*.py"),
        *rooms.rglob("services/*.py"),
        *rooms.rglob("*/models.py"),
        *rooms.rglob("migrations/*.py"),
        *(TESTS.parent / "content").rglob("*.*"),
        TESTS / "filling.py",
    ]
    for path in sorted(p for p in files if not {"pictures", "cli", "documents"} & set(p.parts)):
        found.update(path.read_bytes())
    return found.hexdigest()[:24]
