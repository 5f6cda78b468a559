"""Lamps, news and totals as a reader sees them: states as words with a sign, sentences, sums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.speech import with_unit
from territoria.track import delivery, effect
from territoria_web.library.saying import colon, day, money, spoken
from territoria_web.plan.queries.said import number_said
from territoria_web.track.models import Update
from territoria_web.track.queries.accounts import Kept, PlanAccount
from territoria_web.track.track_rules import SAYS_NAMES

# Each state has a sign of its own, so that no colour says anything alone.
DELIVERY_SIGNS: Final[Mapping[str, str]] = {
    "late": "▼",
    "at risk": "◆",
    "on track": "●",
    "planned": "○",
    "paused": "‖",
    "done": "✔",
    "dropped": "✕",
    "unknown": "?",
}
EFFECT_SIGNS: Final[Mapping[str, str]] = {
    "moving away": "⏬",
    "behind": "▼",
    "on pace": "●",
    "ahead": "▲",
    "reached": "✔",
    "too early": "○",
    "unknown": "?",
}
KEEPS_PACE: Final = ("on pace", "ahead", "reached")
JUDGED: Final = (*KEEPS_PACE, "behind", "moving away")
BELOW: Final = ("late", "at risk", "behind", "moving away", "dropped")


def delivery_name(state: str) -> str:
    """What a state of delivery is called."""
    return spoken(delivery.STATES[state])  # type: ignore[index]


def effect_name(state: str) -> str:
    """What a state of effect is called."""
    return spoken(effect.STATES[state])  # type: ignore[index]


def lamp(sign: str, state: str, name: str) -> SafeString:
    """A lamp in a line of text: sign and word."""
    kind = "below" if state in BELOW else "unknown" if state == "unknown" else "level"
    return format_html(
        '<span class="standing {}"><i aria-hidden="true">{}</i>{}</span>', kind, sign, name
    )


def delivery_lamp(state: str) -> SafeString:
    """The lamp of delivery."""
    return lamp(DELIVERY_SIGNS[state], state, delivery_name(state))


def effect_lamp(state: str) -> SafeString:
    """The lamp of effect."""
    return lamp(EFFECT_SIGNS[state], state, effect_name(state))


# ── the whole account ─────────────────────────────────────────────────────────────────────────


def finding_of(account: PlanAccount) -> str:
    """How it stands in a sentence; every number of it stands in the tables beneath."""
    late, silent = account.totals.delivery["late"], len(account.silent)
    if account.totals.of == 1:
        said = _only_said(bool(late), bool(silent))
    else:
        said = ngettext(
            "Of %(of)d actions, %(late)d is late and %(silent)d silent.",
            "Of %(of)d actions, %(late)d are late and %(silent)d silent.",
            late,
        ) % {"of": account.totals.of, "late": late, "silent": silent}
    return f"{said} {_pace_said(account)}"


def _only_said(is_late: bool, is_silent: bool) -> str:
    """The same of a plan with one action."""
    if is_late and is_silent:
        return _("Its only action is late and silent.")
    if is_late:
        return _("Its only action is late.")
    return _("Its only action is silent.") if is_silent else _("Its only action is not late.")


def _pace_said(account: PlanAccount) -> str:
    effects = account.totals.effect
    judged = sum(effects[state] for state in JUDGED)
    if not judged:
        return _("Of none can be told yet whether it has an effect.")
    told = {"kept": sum(effects[state] for state in KEEPS_PACE), "judged": judged}
    said = ngettext(
        "%(kept)d of %(judged)d that can be judged keeps the pace that its target needs.",
        "%(kept)d of %(judged)d that can be judged keep the pace that their target needs.",
        judged,
    )
    return said % told


# ── news ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class ToldNews:
    """News of an action in words. ``steps``: milestones with what was said of them; ``figures``: what
    was counted and spent; ``hidden``: since when it is taken off, with the reason.
    """

    update: Update
    says: str
    done: str
    hindrance: str
    reason: str
    expected: str
    steps: tuple[str, ...]
    figures: tuple[str, ...]
    hidden: str
    because: str


def told_news(row: Kept) -> list[ToldNews]:
    """All news of an action, latest first, also what was taken off."""
    every = sorted((*row.updates, *row.hidden), key=lambda u: (u.made, u.pk), reverse=True)
    return [_told(row, update) for update in every]


def _told(row: Kept, update: Update) -> ToldNews:
    gone = update.hidden is not None
    return ToldNews(
        update=update,
        says=says_name(update),
        done="" if gone else update.done,
        hindrance="" if gone else update.hindrance,
        reason="" if gone else update.reason,
        expected="" if gone else day(update.expected),
        steps=() if gone else tuple(_steps(row, update)),
        figures=() if gone else tuple(_figures(row, update)),
        hidden=day(update.hidden),
        because=update.hidden_because,
    )


def says_name(update: Update) -> str:
    """How it goes, as the news says it."""
    return str(SAYS_NAMES[Update.Says(update.says)])


def _steps(row: Kept, update: Update) -> list[str]:
    names = {step.id: step.text for step in row.action.milestones}
    said = []
    for key, when in update.reached.items():
        if key in names:
            reached = (
                _("reached on %(day)s") % {"day": day(date.fromisoformat(when))} if when else ""
            )
            said.append(f"{names[key].rstrip('.')}{colon()}{reached or _('not reached after all')}")
    return said


def _figures(row: Kept, update: Update) -> list[str]:
    said = []
    if update.figure is not None:
        figure = with_unit(number_said(update.figure, 3), row.action.unit)
        source = f" ({update.figure_source})" if update.figure_source else ""
        said.append(f"{update.figure_period}{colon()}{figure}{source}")
    if update.spent is not None:
        spent = money(float(update.spent), row.action.currency)
        said.append(_("%(sum)s spent so far") % {"sum": spent})
    return said
