"""Names in a row, as a sentence of a network's pages and papers says them."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _


def joined(names: Sequence[str]) -> str:
    """``A, B and C``."""
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}
