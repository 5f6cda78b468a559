"""A team's passage through the journey: beginning one, and choosing what it is measured by."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.invite.models import Application
from territoria_web.invite.services.steps import open_steps
from territoria_web.library.queries import library
from territoria_web.measure.queries.team_releases import in_force
from territoria_web.measure.services.own_figures import ask_for_assessment
from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.territories.models import Cycle, Territory
from territoria_web.territories.rules import refuse_where_closed


@transaction.atomic
def start_cycle(
    *,
    by: User,
    territory: Territory,
    title: str,
    application: Application | None = None,
    example: bool = False,
) -> Cycle:
    """Begin a passage of a territory with its four steps; ``application``: what it was chosen for.

    ValidationError where that application has its cycle already, or was not selected.
    """
    cycle = Cycle.objects.create(territory=territory, title=title.strip()[:200], example=example)
    open_steps(cycle=cycle, today=timezone.localdate())
    if application is not None:
        chosen = Application.objects.filter(
            pk=application.pk, cycle=None, territory=territory, state=Application.State.SELECTED
        )
        if not chosen.update(cycle=cycle):
            raise ValidationError(_("This application was not selected, or has its desk already."))
    write_entry(
        who=by,
        what="start cycle",
        about=f"cycle {cycle.public_id}",
        territory=territory,
        after={"title": cycle.title, "framework": cycle.framework},
    )
    return cycle


@transaction.atomic
def choose_framework(*, by: User, cycle: Cycle, framework: str) -> None:
    """Measure a team by another framework; ValidationError where it does not fit the territory."""
    refuse_where_closed(cycle)
    text = library().frameworks.get(framework)
    level = "country" if cycle.territory.level == 0 else "region"
    if text is None or text.level != level:
        raise ValidationError(_("This framework does not score territories of this kind."))
    if cycle.framework == framework:
        return
    before, cycle.framework = cycle.framework, framework
    cycle.save(update_fields=["framework"])
    write_entry(
        who=by,
        what="choose framework",
        about=f"cycle {cycle.public_id}",
        territory=cycle.territory,
        before={"framework": before},
        after={"framework": framework},
    )
    if in_force(cycle):
        ask_for_assessment(by=by, cycle=cycle)
