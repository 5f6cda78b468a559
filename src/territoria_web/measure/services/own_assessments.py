"""Working out a team's own assessment: its releases laid together, the framework opened on them."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.db import transaction

from territoria_web.library.queries import body_of, digest_of
from territoria_web.measure.models import Assessment, Release
from territoria_web.measure.queries.figures import reference_release
from territoria_web.measure.queries.team_releases import (
    TOGETHER,
    cycle_framework,
    figures_in_force,
    in_force,
    own_assessment,
)
from territoria_web.measure.services.assessments import run_assessment
from territoria_web.measure.services.own_rows import latest_figures, write_rows
from territoria_web.territories.models import Cycle


def assess_own_figures(*, cycle: Cycle) -> Assessment | None:
    """The own assessment of the figures as they are now; made where it is not there yet, None
    where the team has no figures in force.
    """
    own = lay_together(cycle=cycle)
    if own is None:
        Assessment.objects.filter(cycle=cycle, current=True).update(current=False)
        return None
    framework, public = cycle_framework(cycle), reference_release(settings.RELEASE)
    held = own_assessment(cycle)
    fresh = digest_of(body_of(framework))
    if held and held.own_id == own.pk and held.text.digest == fresh and held.release == public:
        return held
    return run_assessment(framework=framework, release=public, own=own, cycle=cycle)


def lay_together(*, cycle: Cycle) -> Release | None:
    """One release of all that a team says now: the only one in force, or several laid together.

    The same releases are laid together once, so a worker that takes up a job again adds nothing.
    """
    held = in_force(cycle)
    if len(held) < 2:
        return held[0] if held else None
    ids = [str(r.public_id) for r in held]
    digest = hashlib.sha256("\n".join(ids).encode()).hexdigest()
    name = f"own-{cycle.territory.code.lower()}-all-{digest[:10]}"
    found = Release.objects.filter(name=name).first()
    return found or _laid(cycle, name, digest, ids, held[-1].title)


def _laid(cycle: Cycle, name: str, digest: str, ids: list[str], title: str) -> Release:
    release = Release(
        name=name, title=title, digest=digest, descriptor={TOGETHER: ids}, cycle=cycle
    )
    figures = list(figures_in_force(cycle).values())
    public = reference_release(settings.RELEASE)
    latest = latest_figures(cycle=cycle, public=public, own=release, figures=figures)
    with transaction.atomic():
        found = Release.objects.filter(name=name).first()
        if found:  # another worker was quicker
            return found
        release.save()
        write_rows(cycle=cycle, release=release, figures=figures, latest=latest)
    return release
