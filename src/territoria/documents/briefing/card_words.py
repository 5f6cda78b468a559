"""The words of a card: tiers, grades of evidence, states of prerequisites, kinds of peers, units, what to say of none."""

from __future__ import annotations

from territoria.speech import gettext_noop

TIERS = {
    "A": gettext_noop("act now"),
    "B": gettext_noop("prepare"),
    "C": gettext_noop("test small"),
    "D": gettext_noop("measure first"),
}
GRADES = {
    "E0": gettext_noop("an idea; nobody has reported doing it"),
    "E1": gettext_noop("described by those who did it"),
    "E2": gettext_noop("numbers moved afterwards; may be coincidence"),
    "E3": gettext_noop("did better than comparable places that did not"),
    "E4": gettext_noop("shown several times, or nearly experimental"),
    "E5": gettext_noop("tested by lottery, or systematic review"),
}
STATES = {
    "met": gettext_noop("Met"),
    "unmet": gettext_noop("Not met"),
    "undone": gettext_noop("Not recorded as done"),
    "unknown": gettext_noop("Unknown; ask first"),
}
RELATIONS = {
    "here": gettext_noop("your own territory"),
    "firm": gettext_noop("a firm peer of yours"),
    "likely": gettext_noop("a likely peer of yours"),
    "arguable": gettext_noop("an arguable peer of yours"),
    "unlike": gettext_noop("not among your peers"),
    "unknown": gettext_noop("cannot be compared with you by figures"),
}
NOTHING_STANDS = gettext_noop("No advice is both taken by the team and supported by the figures.")
MONTHS_OF_WORK = gettext_noop("person-months")
EUROS = gettext_noop("euros")
MONTHS = gettext_noop("months")


def state_named(state: str, advice: str | None) -> str:
    """The key in ``STATES`` of a prerequisite's state; ``advice``: the one that meets it, if one
    does. Where nobody wrote it down as done it may have been: we have not asked.
    """
    return "undone" if state == "unmet" and advice else state


def waiting_said(waiting: int, first: int) -> str:
    """How many of the first advice wait for something; ``say`` says it."""
    if first == 1:
        return gettext_noop("It waits for an answer or for other advice; the card names it.")
    if waiting == 1:
        return gettext_noop(
            "Of the {all} first, one waits for an answer or for other advice; the card names it."
        )
    return gettext_noop(
        "Of the {all} first, {count} wait for an answer or for other advice; the card names it."
    )
