"""Section 2 of a briefing: the four steps that were taken, who was heard and who was not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.documents.document import Block, Line, Paragraph, Table
from territoria_web.invite.models import Step
from territoria_web.invite.rules import ORDER, STATE_NAMES, STEP_NAMES
from territoria_web.library.saying import semicolon
from territoria_web.measure.queries.findings import GROUP_NAMES
from territoria_web.reports.paper_text import line_of
from territoria_web.reports.policy_briefing.told import Writing, day_said

LEAST_OF_A_GROUP = 3


def steps(w: Writing) -> tuple[Block, ...]:
    """T1: the four steps with dates and numbers of people; then who was not heard."""
    held = {step["kind"]: step for step in w.facts["steps"]}
    rows = tuple(_row(w, kind, held.get(str(kind), {})) for kind in ORDER)
    done = sum(s.get("state") == Step.State.DONE for s in held.values())
    caption = ngettext(
        "The four steps of the advice: %(count)d is done.",
        "The four steps of the advice: %(count)d are done.",
        done,
    ) % {"count": done}
    table = Table(
        caption=w.words(caption, "steps/done"),
        header=(_("Step"), _("State"), _("What came in")),
        rows=rows,
        align="lll",
    )
    return (table, Paragraph(not_heard(w)), *w.own_words("how"))


def _row(w: Writing, kind: Any, step: dict[str, Any]) -> tuple[Line, ...]:
    state = str(STATE_NAMES[step["state"]]) if step else _("not known")
    when = day_said(step.get("ended", "")) or day_said(step.get("due", ""))
    if step.get("state") == Step.State.DONE and when:
        state = _("%(state)s, %(day)s") % {"state": state, "day": when}
    if step.get("reason"):
        state = f"{state}. {step['reason']}"
    return (
        line_of(str(STEP_NAMES[kind])),
        w.words(state, f"steps/{kind}/state"),
        w.words(semicolon().join(_came(w, kind)) or _("nothing yet"), f"steps/{kind}/came"),
    )


def _came(w: Writing, kind: Any) -> Iterator[str]:
    if kind == Step.Kind.SURVEY:
        yield from _answers(w)
    elif kind == Step.Kind.PREASSESSMENT:
        yield from _notes(w)
    elif kind == Step.Kind.WORKSHOP:
        yield from _present(w)
    else:
        yield from _decided(w)


def _answers(w: Writing) -> Iterator[str]:
    held = w.facts["heard"]
    if held:
        yield ngettext(
            "%(count)d person answered; %(invited)d were invited by name",
            "%(count)d people answered; %(invited)d were invited by name",
            held["answered"],
        ) % {"count": held["answered"], "invited": held["invited"]}


def _notes(w: Writing) -> Iterator[str]:
    count = w.facts["findings"]["count"]
    if count:
        yield ngettext("%(count)d finding", "%(count)d findings", count) % {"count": count}
    groups = [str(GROUP_NAMES[g]) for g in w.facts["findings"]["heard"] if g in GROUP_NAMES]
    if groups:
        yield _("interviews with: %(groups)s") % {"groups": ", ".join(groups)}
    if w.facts["policies"]:
        yield ngettext(
            "%(count)d policy in the inventory",
            "%(count)d policies in the inventory",
            w.facts["policies"],
        ) % {"count": w.facts["policies"]}


def _present(w: Writing) -> Iterator[str]:
    held = w.facts["meeting"]
    if not held:
        return
    people = held["participants"]
    yield ngettext("%(count)d person took part", "%(count)d people took part", people["total"]) % {
        "count": people["total"]
    }
    groups = [
        f"{GROUP_NAMES.get(row['group'], row['group'])} {row['count']}"
        for row in people["by_group"]
        if row["count"]
    ]
    if people["peers"]:
        groups.append(_("peers from other territories %(count)d") % {"count": people["peers"]})
    if groups:
        yield ", ".join(groups)
    days = [day_said(day["date"]) for day in held["meeting"]["days"] if day.get("date")]
    if days:
        yield _("held on %(days)s") % {"days": ", ".join(days)}


def _decided(w: Writing) -> Iterator[str]:
    taken = sum(d["taken"] for d in w.facts["decisions"])
    declined = len(w.facts["decisions"]) - taken
    yield _("advice taken: %(taken)d, declined: %(declined)d") % {
        "taken": taken,
        "declined": declined,
    }
    if w.facts["plan"]:
        yield _("action plan adopted on %(day)s") % {"day": day_said(w.facts["plan"]["adopted"])}


def not_heard(w: Writing) -> Line:
    """The actor groups that nobody, or hardly anybody, spoke for in any of the steps."""
    missing = silent_groups(w.facts)
    if not missing:
        return line_of(
            _("People of all four actor groups were heard. Who did not answer is not known.")
        )
    names = ", ".join(str(GROUP_NAMES[group]) for group in missing)
    return line_of(_("Not heard, or by fewer than three people: {names}."), names=names)


def silent_groups(facts: Any) -> list[str]:
    """Actor groups with fewer than three answers, no interview and fewer than three at the meeting."""
    held = {str(group): 0 for group in GROUP_NAMES}
    for row in facts["heard"].get("groups", ()):
        held[row["name"]] = held.get(row["name"], 0) + row["reached"]
    if facts["meeting"]:
        for row in facts["meeting"]["participants"]["by_group"]:
            held[row["group"]] = held.get(row["group"], 0) + row["count"]
    for group in facts["findings"]["heard"]:
        held[group] = held.get(group, 0) + LEAST_OF_A_GROUP
    return [g for g in GROUP_NAMES if held.get(str(g), 0) < LEAST_OF_A_GROUP]
