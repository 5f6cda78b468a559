"""The start of a site: everything that must be there before the first page, shown as it comes.

A second start finds all of it and takes a moment. Each step is done once for a state of the texts
and the data, and is picked up where it was left.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from territoria import __version__
from territoria.content import content_root
from territoria.model import Framework
from territoria_web.library.queries import body_of, digest_of
from territoria_web.measure.models import Assessment, Release
from territoria_web.measure.queries.assessments import framework_of, frameworks, public_assessments
from territoria_web.recommend.models import Advised

Said = Callable[[str], None]
Progress = Callable[[str, int, int], None]
MAIN_FRAMEWORK = "blueprint"


def prepare(*, say: Said, progress: Progress, processes: int | None = None) -> None:
    """Tables, static files, territories, release, scores, diagnoses."""
    call_command("migrate", interactive=False, verbosity=0)
    _collect_static()
    state = _state()
    if _prepared() == state and Advised.objects.exists():
        _go_on()
        return
    release = _load(say)
    for framework in frameworks():
        _assess(framework, release, say)
    _diagnose(progress, processes or min(os.cpu_count() or 1, 4))
    _go_on()
    _mark().write_text(state, encoding="utf-8")


def _go_on() -> None:
    """What the worker does while the site is served: it makes the example, writes pages down that
    nobody has asked for yet, does what is due every day, and diagnoses the other frameworks. What
    failed is tried again.
    """
    from territoria_web.act.tasks.companies import DAILY as COMPANIES
    from territoria_web.act.tasks.feeds import begin_following
    from territoria_web.act.tasks.mentoring import DAILY as MENTORING
    from territoria_web.act.tasks.projects import DAILY as PROJECTS
    from territoria_web.convene.tasks import DAILY as MEETINGS
    from territoria_web.example.build import is_built
    from territoria_web.jobs.services import enqueue
    from territoria_web.listen.tasks import DAILY as NEEDS
    from territoria_web.public.tasks import write_ahead
    from territoria_web.recommend.services.diagnosing import diagnosing
    from territoria_web.track.gauge_tasks import begin_reading
    from territoria_web.track.tasks import DAILY as PROMISES

    if settings.EXAMPLE and not is_built():
        enqueue(kind="make-example", key="make-example")
    write_ahead()
    NEEDS.begin()
    PROMISES.begin()
    PROJECTS.begin()
    MENTORING.begin()
    COMPANIES.begin()
    MEETINGS.begin()
    begin_reading()
    begin_following()
    for name, assessment in public_assessments().items():
        if framework_of(assessment).peers is not None and name != MAIN_FRAMEWORK:
            diagnosing(assessment, again=True)


def _mark() -> Path:
    return Path(settings.HOME) / "prepared"


def _prepared() -> str:
    """The state that was prepared last; reading all texts again to compare them takes too long."""
    return _mark().read_text(encoding="utf-8") if _mark().is_file() else ""


def _state() -> str:
    """Names the database, the code and every text by size and time."""
    database = settings.DATABASES["default"]
    found = hashlib.sha256(f"{__version__}\n{database['NAME']}{database['HOST']}".encode())
    for root in (content_root(), *settings.OWN_LIBRARIES):
        for path in sorted(p for p in root.rglob("*") if p.is_file()):
            held = path.stat()
            found.update(f"{path}\0{held.st_size}\0{held.st_mtime_ns}\n".encode())
    return found.hexdigest()


def _collect_static() -> None:
    mark = settings.STATIC_ROOT / f"collected-{__version__}-{_newest_static()}"
    if mark.is_file():
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.touch()


def _newest_static() -> int:
    """When a static file was last changed; the name of the mark, so that a new one is collected."""
    folder = settings.PACKAGE / "static"
    return max((int(p.stat().st_mtime) for p in folder.rglob("*") if p.is_file()), default=0)


def _load(say: Said) -> Release:
    from territoria_web.measure.services.releases import load_release
    from territoria_web.territories.names import names_of

    if not Release.objects.filter(name=settings.RELEASE).exists():
        say("Loading the reference release …")
    return load_release(name=settings.RELEASE, names_of=names_of)


def _assess(framework: Framework, release: Release, say: Said) -> None:
    from territoria_web.measure.services.assessments import run_assessment

    digest = digest_of(body_of(framework))
    if Assessment.objects.filter(
        framework=framework.id,
        cycle=None,
        current=True,
        text__digest=digest,
        data_digest=release.digest,
    ).exists():
        return
    say(f"Scoring all territories: {framework.title.say()} …")
    run_assessment(framework=framework, release=release)


def _diagnose(progress: Progress, processes: int) -> None:
    from territoria_web.recommend.services.diagnoses import diagnose_all

    assessment = Assessment.objects.select_related("release", "own").get(
        framework=MAIN_FRAMEWORK, cycle=None, current=True
    )
    scored = assessment.scores.values("territory").distinct().count()
    if Advised.objects.filter(assessment=assessment).count() == scored:
        return
    diagnose_all(
        assessment=assessment,
        processes=processes,
        progress=lambda done, of: progress("Peers, gaps and advice", done, of),
    )
