"""The sentences of the journal: one a deed, with slots for who, whom and what by its name.

Slots are filled from what an entry holds; where one has nothing to say, the deed is told alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from territoria_web.desk.journal_words import (
    barcamp,
    benchmarks,
    budgets,
    calls,
    citizens,
    companies,
    feeds,
    gauges,
    ground,
    learn,
    meetings,
    mentoring,
    papers,
    plans,
    projects,
    register,
    sectors,
    self_checks,
    services,
    surveys,
    talks,
    targets,
    track,
    working,
)

SENTENCES: Final[Mapping[str, Any]] = {
    **ground.SENTENCES,
    **calls.SENTENCES,
    **surveys.SENTENCES,
    **self_checks.SENTENCES,
    **meetings.SENTENCES,
    **plans.SENTENCES,
    **targets.SENTENCES,
    **papers.SENTENCES,
    **citizens.SENTENCES,
    **services.SENTENCES,
    **talks.SENTENCES,
    **budgets.SENTENCES,
    **track.SENTENCES,
    **gauges.SENTENCES,
    **learn.SENTENCES,
    **register.SENTENCES,
    **working.SENTENCES,
    **barcamp.SENTENCES,
    **projects.SENTENCES,
    **sectors.SENTENCES,
    **companies.SENTENCES,
    **mentoring.SENTENCES,
    **feeds.SENTENCES,
    **benchmarks.SENTENCES,
}

ALONE: Final = _("%(who)s: %(deed)s.")

# Facts that the sentence has said, or that only the full record needs, where nothing was before.
SAID: Final = frozenset(
    {
        *("active", "advice", "decision", "digest", "figures", "file", "in", "in force", "kind"),
        *("language", "name", "operator", "own", "peers", "role", "state", "territories"),
        *("code", "into", "number", "question", "source", "title", "used", "verdict"),
    }
)
# Facts whose change is the deed itself.
DEEDS_THEMSELVES: Final = frozenset({"active", "used"})
