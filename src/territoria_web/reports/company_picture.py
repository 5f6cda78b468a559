"""How far the talks of a company day came, as a picture: for wide screens and for phones."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from territoria.pictures.picture import Picture
from territoria.pictures.step_bars import Step, step_bars
from territoria_web.act.models import CompanyDay
from territoria_web.act.queries.company_funnel import STEPS, Funnel

WIDTHS: Final = (640, 360)


def funnel_pictures(day: CompanyDay, funnel: Funnel, finding: str) -> tuple[Picture, Picture]:
    """From request to agreement, one bar a step; what may not be shown is hatched."""
    steps = [Step(str(STEPS[name]), count) for name, count in funnel.shown.items()]
    title = _("From request to agreement: %(title)s") % {"title": day.title}
    broad, slim = (
        step_bars(f"talks-{width}", title, finding, steps, width=width) for width in WIDTHS
    )
    return broad, slim
