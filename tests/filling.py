"""What a site holds before its first visitor: the release, all scores, a few diagnoses."""

from __future__ import annotations

import fcntl
import gc
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from pathlib import Path

TESTS = Path(__file__).resolve().parent
SOURCE = TESTS.parent / "src"
KEPT = (
    4  # states of before: another checkout, or a run that began earlier, may be about to copy one
)
DATABASE = "territoria.sqlite3"
DIAGNOSED = ("FRE1", "DED5", "FI20", "RO42", "DE30")


def make(path: str) -> None:
    """A filled SQLite database at ``path`` (the setting DATABASE_URL names it too)."""
    _set_up()
    tables = _made_once(f"{_state_of_tables()}.tables", lambda made: _make_tables(path, made))
    shutil.copy(tables, path)
    fill()
    _in_one_file()


def _make_tables(path: str, made: Path) -> None:
    """All migrations, at ``path`` as the settings name it, kept for the next that is filled: they take as
    long as all figures, and change less often.
    """
    from django.core.management import call_command

    gc.disable()  # a thousand states of the models, each thrown away at once
    call_command("migrate", interactive=False, verbosity=0)
    gc.enable()
    _in_one_file()
    shutil.copy(path, made)


def furnish() -> None:
    """Into the home of a filled site: static files, and the example, as a worker makes it."""
    _set_up()
    from django.core.management import call_command

    from territoria_web.example.build import is_built
    from territoria_web.jobs.services import enqueue
    from territoria_web.jobs.worker import work_once

    call_command("collectstatic", interactive=False, verbosity=0)
    job = enqueue(kind="make-example", key="make-example")
    assert work_once("furnishing")
    job.refresh_from_db()
    assert is_built(), job.problems
    _leave_the_others()
    _in_one_file()


def _leave_the_others() -> None:
    """The other territories stay without a diagnosis: the first page of one of them would have a worker
    diagnose all, for a minute, and no walk waits for it.
    """
    from territoria_web.jobs.models import Job
    from territoria_web.measure.queries.assessments import current
    from territoria_web.recommend.services.diagnosing import KIND

    Job.objects.create(kind=KIND, key=f"{KIND}:{current().pk}", state=Job.State.DONE, of=1)


def _set_up() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "territoria_web.site.settings"
    import django

    django.setup()


def _in_one_file() -> None:
    """Everything into the database's own file, which is copied without its log."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def fill() -> None:
    """Fill the database of the current settings."""
    from territoria_web.measure.queries.assessments import current, frameworks
    from territoria_web.measure.services.assessments import run_assessment
    from territoria_web.measure.services.releases import load_release
    from territoria_web.recommend.services.diagnoses import diagnose_territory
    from territoria_web.territories.models import Territory
    from territoria_web.territories.names import names_of

    release = load_release(name="europe-nuts2021", names_of=names_of)
    for framework in frameworks():
        run_assessment(framework=framework, release=release)
    for territory in Territory.objects.filter(code__in=DIAGNOSED):
        diagnose_territory(assessment=current(), territory=territory)


def filled() -> Path:
    """A filled database in a file, made once for a state of the code and shared by all processes."""
    return _made_once(f"{_state_of_filled()}.sqlite3", _make_filled)


def furnished() -> Path:
    """The home of a filled site with static files and the example, made once in the same way."""
    return _made_once(f"{_state_of_furnished()}.home", _make_furnished)


def _make_filled(made: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="territoria-filling-") as home:
        _run("import sys; from filling import make; make(sys.argv[1])", Path(home), made)


def _make_furnished(made: Path) -> None:
    made.mkdir()
    database = made / DATABASE
    shutil.copy(filled(), database)
    _run("from filling import furnish; furnish()", made, database)


def _run(code: str, home: Path, database: Path) -> None:
    """Some Python, in a process whose site has this home and this database."""
    subprocess.run(
        [sys.executable, "-c", code, str(database)],
        check=True,
        cwd=TESTS,
        env={
            **os.environ,
            "TERRITORIA_HOME": str(home),
            "DATABASE_URL": f"sqlite:///{database}",
        },
    )


def _made_once(name: str, make_it: Callable[[Path], None]) -> Path:
    """Where it is, made by whoever comes first; whoever comes second waits."""
    kind = name.rpartition(".")[2]
    folder = Path(tempfile.gettempdir()) / "territoria-filled"
    folder.mkdir(exist_ok=True)
    path = folder / name
    with (folder / f"lock-{kind}").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            for half in folder.glob(f"*.{kind}-making*"):
                _remove(half)
            for old in sorted(folder.glob(f"*.{kind}"), key=_age)[KEPT:]:
                _remove(old)
            making = folder / f"{name}-making"
            make_it(making)
            making.rename(path)
    return path


def _age(path: Path) -> float:
    return -path.stat().st_mtime


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


@cache
def _state_of_filled() -> str:
    """Names everything that the filled database is made of."""
    rooms = SOURCE / "territoria_web"
    files = [
        *(SOURCE / "territoria").rglob("*.py"),
        *rooms.rglob("services/*.py"),
        *rooms.rglob("*/models.py"),
        *rooms.rglob("models/*.py"),
        *rooms.rglob("migrations/*.py"),
        *(TESTS.parent / "content").rglob("*.*"),
        TESTS / "filling.py",
    ]
    return _digest(p for p in files if not {"pictures", "cli", "documents"} & set(p.parts))


def _state_of_tables() -> str:
    """Names everything that the empty tables are made of."""
    rooms = SOURCE / "territoria_web"
    files = [
        *rooms.rglob("migrations/*.py"),
        *rooms.rglob("models.py"),
        *rooms.rglob("models/*.py"),
        rooms / "site" / "settings.py",
        TESTS.parent / "requirements" / "test.txt",
        TESTS / "filling.py",
    ]
    return _digest(files)


@cache
def _state_of_furnished() -> str:
    """Names all of the code and the texts, and the day, as the example is dated by it."""
    files = [*SOURCE.rglob("*.*"), *(TESTS.parent / "content").rglob("*.*"), TESTS / "filling.py"]
    return _digest((p for p in files if p.suffix != ".pyc"), date.today().isoformat())


def _digest(files: Iterable[Path], also: str = "") -> str:
    found = hashlib.sha256(also.encode())
    for path in sorted(p for p in files if p.is_file()):
        found.update(path.read_bytes())
    return found.hexdigest()[:24]
