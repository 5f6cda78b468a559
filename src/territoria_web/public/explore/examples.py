"""Where to begin: five questions that the data can answer, each a real address."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _


def examples() -> Sequence[tuple[str, str]]:
    """Question and address."""
    return (
        (
            _("Do regions with more graduates also spend more on research?"),
            "?view=scatter&i=tertiary_25_64&i=gerd",
        ),
        (
            _("Where does Nord-Pas de Calais stand on talent and entrepreneurs?"),
            "?view=ranking&i=blueprint:A2&t=FRE1",
        ),
        (
            _("Where do most households have broadband?"),
            "?view=map&i=broadband_households",
        ),
        (
            _("How did unemployment move in Leipzig, Berlin and the peers of Leipzig?"),
            "?view=line&i=unemployment_15plus&t=DED5&t=DE30",
        ),
        (
            _("What if talent counted twice as much?"),
            "?view=what-if&framework=blueprint&w.A2=2",
        ),
    )
