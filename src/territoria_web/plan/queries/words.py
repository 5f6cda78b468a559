"""What the choices of a plan are called, and what an action still lacks, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.plan.models import Action

LABEL_NAMES: Final[Mapping[str, Promise]] = {
    Action.Label.WAITING: gettext_lazy("would come by waiting"),
    Action.Label.DONE_BEFORE: gettext_lazy("done before by similar places"),
    Action.Label.NEVER_SEEN: gettext_lazy("never seen among similar places"),
    Action.Label.UNKNOWN: gettext_lazy("cannot tell whether it can be reached"),
}
MONEY_NAMES: Final[Mapping[str, Promise]] = {
    Action.Money.NONE: gettext_lazy("none needed"),
    Action.Money.SOUGHT: gettext_lazy("sought"),
    Action.Money.SECURED: gettext_lazy("secured"),
    Action.Money.UNKNOWN: gettext_lazy("not known yet"),
}
STATE_NAMES: Final[Mapping[str, Promise]] = {
    Action.State.PROPOSED: gettext_lazy("proposed"),
    Action.State.AGREED: gettext_lazy("agreed"),
    Action.State.DROPPED: gettext_lazy("dropped"),
}


def missing_of(action: Action) -> list[str]:
    """What an action still lacks, in words."""
    lacks = (
        (not action.owner, _("owner")),
        (action.ends is None, _("end date")),
        (action.effort is None, _("effort")),
        (action.money_state == Action.Money.UNKNOWN, _("money")),
        (not action.indicator, _("indicator")),
        (bool(action.indicator) and action.baseline is None, _("baseline")),
        (bool(action.indicator) and action.target_low is None, _("target band")),
        (action.target_low is not None and action.target_year is None, _("year of the target")),
    )
    return [word for holds, word in lacks if holds]


def only_outputs(actions: Iterable[Action]) -> bool:
    """Whether a plan counts only what it does: no action has an indicator of an outcome."""
    held = [a for a in actions if a.state != Action.State.DROPPED]
    return bool(held) and not any(a.indicator and a.indicator_is_outcome for a in held)
