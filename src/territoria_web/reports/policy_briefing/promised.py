"""Section 8 of a briefing: the plan as it was adopted; and section 10, how progress is shown."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from territoria.documents.document import (
    Block,
    Bullets,
    Figure,
    Heading,
    Line,
    Link,
    Paragraph,
    Plain,
    Table,
)
from territoria.documents.numerals import numeral
from territoria.speech import with_unit
from territoria_web.library.saying import colon, money, semicolon
from territoria_web.plan.queries.standing import Promised, Standing, standing_in
from territoria_web.reports.paper_text import line_of
from territoria_web.reports.policy_briefing.told import Writing, day_said
from territoria_web.reports.wave_picture import Block as Drawn
from territoria_web.reports.wave_picture import Column, wave_pictures


def standing_of(w: Writing) -> Standing | None:
    """The plan that the briefing prints; None where none was adopted."""
    held = w.facts["plan"]
    return standing_in(held["body"], held["number"]) if held else None


def plan(w: Writing) -> tuple[Block, ...] | None:
    """Waves, actions with owner, date, money and indicator, and the first hundred days. None where
    no plan was adopted: the desk's proposals stand there then.
    """
    held = standing_of(w)
    if held is None:
        return None
    return (
        Paragraph(_lead(w, held)),
        _table(w, held),
        _figure(w, held),
        *_hundred_days(w, held),
        *_lacks(w, held),
        *w.own_words("plan"),
    )


def _lead(w: Writing, held: Standing) -> Line:
    count = len(held.actions)
    said = ngettext(
        "The plan has %(count)d action; %(named)d with owner and date. It was adopted on %(day)s "
        "(version %(version)d) and takes at most %(capacity)s person-months in each half-year.",
        "The plan has %(count)d actions; %(named)d with owner and date. It was adopted on %(day)s "
        "(version %(version)d) and takes at most %(capacity)s person-months in each half-year.",
        count,
    ) % {
        "count": count,
        "named": len(held.named),
        "day": day_said(w.facts["plan"]["adopted"]),
        "version": w.facts["plan"]["number"],
        "capacity": numeral(held.capacity),
    }
    return w.words(said, "plan/lead", _("The plan as adopted."))


def _figure(w: Writing, held: Standing) -> Figure:
    columns = [
        Column(
            number=wave.number,
            months=wave.title,
            used=wave.used,
            capacity=wave.capacity,
            blocks=tuple(_drawn(a, held) for a in wave.actions),
        )
        for wave in held.waves
    ]
    fullest = max(held.waves, key=lambda wave: wave.used / wave.capacity if wave.capacity else 0)
    finding = _("The fullest wave is the one of %(months)s. %(used)s") % {
        "months": fullest.title,
        "used": fullest.filled,
    }
    broad, slim = wave_pictures("plan", _("Actions in waves"), finding, columns, held.capacity)
    return Figure(
        "F6",
        broad,
        caption=w.words(finding, "plan/fullest", _("The plan as adopted.")),
        narrow=slim,
    )


def _drawn(action: Promised, held: Standing) -> Drawn:
    ids = {a.number: a.id for a in held.actions}
    return Drawn(
        id=action.id,
        number=action.number,
        name=action.title,
        owner=action.owner or _("owner open"),
        effort=action.effort,
        needs=tuple(ids[n] for n in action.needs if n in ids),
    )


def _table(w: Writing, held: Standing) -> Table:
    return Table(
        caption=line_of(_("What is promised, by whom, until when, with which money.")),
        header=(
            _("Action"),
            _("Owner"),
            _("Until"),
            _("Money"),
            _("Indicator: baseline → target"),
            _("Needs first"),
        ),
        rows=tuple(_row(w, a) for a in held.actions),
        align="llllll",
        wide=True,
        small=True,
    )


def _row(w: Writing, action: Promised) -> tuple[Line, ...]:
    node = f"plan/{action.number}"
    source = _("The plan as adopted.")
    owner = ", ".join((action.owner or pgettext("not settled", "open"), *action.partners))
    return (
        w.words(f"{action.number}. {action.title}", f"{node}/title", source),
        w.words(owner, f"{node}/owner", source),
        w.words(
            day_said(action.ends.isoformat()) if action.ends else pgettext("not settled", "open"),
            f"{node}/ends",
            source,
        ),
        w.words(money_said(action), f"{node}/money", source),
        w.words(indicator_said(action, w.language), f"{node}/indicator", source),
        w.words(_needs(action), f"{node}/needs", source),
    )


def money_said(action: Promised) -> str:
    """The sum with its source, or that it is not known."""
    states = {
        "none": _("no money needed"),
        "sought": _("sought"),
        "secured": _("secured"),
        "unknown": _("unknown"),
    }
    if action.money is None:
        return states[action.money_state]
    said = money(float(action.money), action.currency)
    behind = ", ".join(filter(None, (action.money_from, states[action.money_state])))
    return f"{said} ({behind})"


def indicator_said(action: Promised, language: str) -> str:
    """``Name: 34 % (2021) → 38–41 % in 2029``."""
    if not action.indicator:
        return _("none yet")
    name = action.name.get(language) or action.name.get("en") or action.indicator
    if action.baseline is None and action.low is None:
        return name
    before, target = _baseline(action), _target(action)
    return f"{name}{colon()}{before} → {target}"


def _baseline(action: Promised) -> str:
    if action.baseline is None:
        return _("unknown")
    said = with_unit(numeral(action.baseline, action.decimals), action.unit)
    return f"{said} ({action.baseline_period})" if action.baseline_period else said


def _target(action: Promised) -> str:
    if action.low is None or action.high is None:
        return pgettext("not settled", "open")
    low, high = (numeral(v, action.decimals) for v in (action.low, action.high))
    band = low if low == high else f"{low}–{high}"
    said = with_unit(band, action.unit)
    return _("%(band)s in %(year)s") % {"band": said, "year": action.year} if action.year else said


def _needs(action: Promised) -> str:
    numbers = [_("action %(number)d") % {"number": n} for n in action.needs]
    return semicolon().join((*numbers, *action.conditions)) or _("nothing")


def _hundred_days(w: Writing, held: Standing) -> Iterator[Block]:
    if not held.hundred_days:
        return
    yield Heading(2, _("Within a hundred days"))
    yield Bullets(
        tuple(
            w.words(
                f"{a.title}{colon()}{a.owner or _('owner open')}"
                + (f", {day_said(a.ends.isoformat())}" if a.ends else ""),
                f"plan/{a.number}/soon",
                _("The plan as adopted."),
            )
            for a in held.hundred_days
        )
    )


def _lacks(w: Writing, held: Standing) -> Iterator[Block]:
    said = []
    if held.without_owner:
        said.append(_("Without owner: %(which)s.") % {"which": _titles(held.without_owner)})
    if held.without_date:
        said.append(_("Without date: %(which)s.") % {"which": _titles(held.without_date)})
    if held.without_indicator:
        said.append(_("Without indicator: %(which)s.") % {"which": _titles(held.without_indicator)})
    if said:
        yield Paragraph(w.words(" ".join(said), "plan/lacks", _("The plan as adopted.")), "note")


def _titles(actions: tuple[Promised, ...]) -> str:
    return semicolon().join(a.title for a in actions)


# ── how progress will be shown ────────────────────────────────────────────────────────────────


def progress(w: Writing, address: str) -> tuple[Block, ...]:
    """Where the promises are shown, and when they are looked at again."""
    found: list[Block] = []
    if address:
        said = line_of(
            _("The promises stand on a public page, where moved dates stay visible: {page}"),
            page=Link(address, address),
        )
        found.append(Paragraph(said))
    held = standing_of(w)
    if held is not None and held.actions:
        days = sorted({a.ends for a in held.actions if a.ends})
        shown = semicolon().join(day_said(day.isoformat()) for day in days[:6])
        if shown:
            text = _("The next dates to look at: %(days)s.") % {"days": shown}
            found.append(Paragraph(w.words(text, "plan/dates", _("The plan as adopted."))))
    else:
        found.append(Paragraph((Plain(_("No plan was adopted yet, so nothing can be tracked.")),)))
    return (*found, *w.own_words("progress"))
