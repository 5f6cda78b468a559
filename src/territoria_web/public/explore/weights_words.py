"""What the reader's weights change, as a title: no place without those that the doubt allows."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.measure.queries.what_if import Outcome, Reweighed


def headline(found: Reweighed, framework: str, moved: bool, own: Outcome | None, name: str) -> str:
    """The finding in short: what changes for the reader's own, or for how many."""
    words = {"framework": framework, "count": found.beyond, "all": found.known}
    if not found.known:
        return _("%(framework)s: the whole is unknown everywhere") % words
    if own is not None:
        return _own_headline(own, name, moved, found.known)
    if not moved:
        return _("%(framework)s: nothing changes yet, these are the edition's own weights") % words
    if not found.beyond:
        return _("Your weights move no territory beyond the doubt of the edition")
    return (
        ngettext(
            "Your weights move one of %(all)s territories beyond the doubt of the edition",
            "Your weights move %(count)s of %(all)s territories beyond the doubt of the edition",
            found.beyond,
        )
        % words
    )


def _own_headline(o: Outcome, name: str, moved: bool, known: int) -> str:
    words = {"name": name, "low": o.rank_low, "high": o.rank_high, "all": known}
    if o.rank_after is None:
        return _("With your weights, too little is known of %(name)s for a place") % words
    if o.rank_low is None or o.rank_high is None:
        return _("%(name)s has a place only with your weights") % words
    if not moved:
        return _("%(name)s stands at places %(low)s to %(high)s of %(all)s: nothing is weighed anew yet") % words  # fmt: skip
    if not o.beyond:
        return _("For %(name)s your weights change nothing that is certain: places %(low)s to %(high)s of %(all)s stay open") % words  # fmt: skip
    if o.rank_after < o.rank_low:
        return _("Your weights lift %(name)s above the places %(low)s to %(high)s of %(all)s that the edition allows") % words  # fmt: skip
    return _("Your weights bring %(name)s below the places %(low)s to %(high)s of %(all)s that the edition allows") % words  # fmt: skip
