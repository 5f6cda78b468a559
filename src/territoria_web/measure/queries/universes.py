"""What the engine computes with: the data and the opened framework behind an assessment.

Opening takes seconds, so each process keeps the last few.
"""

from __future__ import annotations

import threading
from functools import lru_cache

from territoria import observations as engine
from territoria.diagnosis import Universe, open_universe
from territoria.model import Framework
from territoria_web.library.models import FrozenText
from territoria_web.library.queries import library
from territoria_web.measure.models import Assessment, Release

_one_at_a_time = threading.Lock()


def universe_of(assessment: Assessment) -> Universe:
    """The universe of an assessment."""
    own = assessment.own.name if assessment.own else None  # a row's number may come again
    with _one_at_a_time:  # two requests shall not open the same one twice
        return _opened(assessment.text_id, assessment.framework, assessment.release.name, own)


@lru_cache(maxsize=8)
def _opened(text: int, framework: str, release: str, own: str | None) -> Universe:
    body = FrozenText.objects.get(pk=text).body
    return open_universe(library(), data_of(release, own), Framework.model_validate(body))


@lru_cache(maxsize=8)
def data_of(release: str, own: str | None = None) -> engine.Observations:
    """A bundled release, with a team's own figures laid over it where there are any."""
    base = engine.bundled(release)
    if own is None:
        return base
    from territoria_web.measure.queries.own_figures import own_observations

    return own_observations(base, Release.objects.get(name=own))
