"""What a conversation came to, in a sentence that holds: never more than the figures carry."""

from __future__ import annotations

from territoria.listen.opinion.disclosed import PublicOpinions
from territoria.speech import gettext


def finding(found: PublicOpinions) -> str:
    """One sentence, for a title."""
    if not any(row.seen for row in found.statements):
        return gettext("Too few people have voted yet to say what they think.")
    if found.groups and found.bridging:
        return gettext(
            "People vote in {groups} groups, and most of every group share some statements."
        ).format(groups=len(found.groups))
    if found.groups:
        return gettext(
            "People vote in {groups} groups, and no statement is shared by most of every group."
        ).format(groups=len(found.groups))
    if (found.consensus or found.refused) and found.divided:
        return gettext(
            "On some statements most people are of one mind, on others they are divided."
        )
    if found.consensus or found.refused:
        return gettext("On some statements most people are of one mind.")
    if found.divided:
        return gettext("People are divided, and most are of one mind on no statement.")
    return gettext("The votes do not show yet what most people think.")
