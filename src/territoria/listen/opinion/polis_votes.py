"""The votes of a Polis export as the table that opinions are computed from."""

from __future__ import annotations

from territoria.listen.opinion.votes import Votes, votes_from
from territoria.sources.polis.export import MODERATED_OUT, PolisExport


def votes_of(export: PolisExport) -> Votes:
    """Participants and statements by their numbers as text; statements by rising number.

    A statement that was moderated out before anybody voted on it is left out, as Polis leaves it out.
    """
    last = export.last_votes()
    voted = {comment for _, comment in last}
    out = {c.id for c in export.comments if c.moderated == MODERATED_OUT}
    kept = sorted(voted | {c.id for c in export.comments if c.id not in out})
    return votes_from(
        ((str(person), str(comment), value) for (person, comment), value in last.items()),
        statements=[str(n) for n in kept],
        moderated_out=[str(n) for n in kept if n in out],
    )
