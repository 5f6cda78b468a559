"""Where actions come from: advice that was taken, and what the workshop put on its short list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria import model
from territoria.documents.numerals import span
from territoria_web.convene.models import Contribution
from territoria_web.convene.rules import PLAN_DAYS
from territoria_web.library.dates import day_in
from territoria_web.library.queries import library
from territoria_web.library.saying import spoken
from territoria_web.library.typed import plain_line
from territoria_web.measure.queries.team_releases import cycle_framework
from territoria_web.plan.models import Action, Plan
from territoria_web.plan.queries.bands import NOTHING, Ground, ground_of, proposed_band
from territoria_web.plan.rules import LONGEST, LONGEST_LINE, Dated, Draft
from territoria_web.recommend.models import Recommendation
from territoria_web.territories.models import Cycle

ADVICE, RESULT = "advice", "result"
FIRST_STEP_DAYS = 90
OUTCOMES = ("outcome", "impact")
TAKEN = (Recommendation.Decision.ACCEPTED, Recommendation.Decision.CHANGED)
RESULTS = (Contribution.Kind.ACTION, Contribution.Kind.COMMITMENT)


@dataclass(frozen=True)
class Source:
    """Something that can become an action. ``kind``: advice or result; ``hints``: field → what
    its source says of it, where that is not ours to fill in.
    """

    kind: str
    id: str
    draft: Draft
    row: Recommendation | Contribution
    hints: Mapping[str, str] = field(default_factory=dict)


def sources_of(plan: Plan) -> list[Source]:
    """All that is not an action of this plan yet: advice in its order, then the short list."""
    cycle = plan.cycle
    taken = plan.actions.values_list("recommendation_id", "contribution_id")
    advice, results = {r for r, _c in taken}, {c for _r, c in taken}
    rows = [r for r in _advice(cycle) if r.pk not in advice]
    texts = {r.pk: advice_text(r) for r in rows}
    ground = ground_of(
        cycle, (k.indicator for t in texts.values() for k in t.know_by if k.indicator)
    )
    found = [_of_advice(plan, r, texts[r.pk], ground) for r in rows]
    listed = list(_short_list(cycle))
    promises = _promises(cycle)
    return found + [
        _of_result(plan, c, promises.get(str(c.public_id), ()))
        for c in listed
        if c.pk not in results
    ]


def count_sources(plan: Plan) -> int:
    """How many there are, without reading what they say."""
    advice = plan.cycle.recommendations.filter(decision__in=TAKEN)
    listed = _short_list(plan.cycle)
    return advice.exclude(actions__plan=plan).count() + listed.exclude(actions__plan=plan).count()


def count_unlisted(cycle: Cycle) -> int:
    """Actions of workshops that stand on no short list, so that none of them comes into the plan."""
    held = Contribution.objects.filter(meeting__cycle=cycle, kind=Contribution.Kind.ACTION)
    return held.filter(short_listed=False, taken_back=None, joined_into=None).count()


def source_of(action: Action) -> tuple[str, str]:
    """The kind of an action's source, and what it is called; empty for the team's own."""
    if action.recommendation:
        return ADVICE, advice_text(action.recommendation).what.say()
    if action.contribution:
        return RESULT, action.contribution.text
    return "", ""


def hints_of(action: Action) -> Mapping[str, str]:
    """What the source of an action says of its fields."""
    return _hints(advice_text(action.recommendation)) if action.recommendation else {}


def advice_text(row: Recommendation) -> model.Recommendation:
    """The advice as it was frozen."""
    return model.Recommendation.model_validate(row.text.body)


def _advice(cycle: Cycle) -> Iterable[Recommendation]:
    rows = cycle.recommendations.filter(decision__in=TAKEN).select_related("text")
    return sorted(
        rows, key=lambda r: (r.given.get("tier") or "Z", r.given.get("place") or 99, r.advice)
    )


def _short_list(cycle: Cycle) -> QuerySet[Contribution]:
    return (
        Contribution.objects.filter(meeting__cycle=cycle, kind__in=RESULTS, taken_back=None)
        .filter(short_listed=True, joined_into=None)
        .select_related("meeting")
        .order_by("meeting__made", "made", "pk")
    )


def _promises(cycle: Cycle) -> dict[str, list[Contribution]]:
    """Commitments by the action they belong to."""
    rows = Contribution.objects.filter(
        meeting__cycle=cycle, kind=Contribution.Kind.COMMITMENT, taken_back=None
    )
    found: dict[str, list[Contribution]] = {}
    for row in rows:
        if about := _word(row.body, "action"):
            found.setdefault(about, []).append(row)
    return found


# ── advice ────────────────────────────────────────────────────────────────────────────────────


def _of_advice(
    plan: Plan, row: Recommendation, text: model.Recommendation, ground: Ground = NOTHING
) -> Source:
    known = {n.id for n in cycle_framework(plan.cycle).walk()}
    months = text.effort.person_months
    step = Dated(
        text.first_step.say()[: LONGEST_LINE["milestones"]],
        plan.begins + timedelta(days=FIRST_STEP_DAYS),
    )
    draft = Draft(
        title=text.what.say().rstrip(".")[: LONGEST["title"]],
        what=row.changed_text[: LONGEST["what"]],
        why=_why(row)[: LONGEST["why"]],
        nodes=tuple(f for f in text.factors if f in known),
        effort=months.high if months else None,
        conditions=tuple(
            p.text.say()[: LONGEST_LINE["conditions"]]
            for p in text.prerequisites
            if p.recommendation is None
        ),
        milestones=(step,),
        **_indicator(text, ground, plan.begins),
    )
    return Source(ADVICE, str(row.public_id), draft, row, _hints(text))


def _why(row: Recommendation) -> str:
    """The reason it was given, where that may be read by everybody, and what the team said."""
    given = "" if row.given.get("own", True) else spoken(str(row.given.get("why_tier", "")))
    lines = [f"{given[:1].upper()}{given[1:]}." if given else "", row.reason]
    return "\n".join(line for line in lines if line)


def _indicator(text: model.Recommendation, ground: Ground, begins: date) -> dict[str, Any]:
    """How one will see it: the first outcome that has figures, else the first outcome."""
    first = [k for k in text.know_by if k.chain in OUTCOMES] or list(text.know_by)
    chosen = next((k for k in first if k.indicator in ground.today), first[0])
    outcome = chosen.chain in OUTCOMES
    if chosen.indicator is None:
        words = chosen.local.say() if chosen.local else ""
        return {"indicator": words[: LONGEST["indicator"]], "indicator_is_outcome": outcome}
    return {"indicator_is_outcome": outcome, **told_of(chosen.indicator, ground, begins)}


def told_of(indicator: str, ground: Ground, begins: date) -> dict[str, Any]:
    """Unit, baseline and proposed band of an indicator of the library; no band whose year lies
    before a plan that ``begins`` then.
    """
    text = library().indicators.get(indicator)
    found: dict[str, Any] = {"indicator": indicator}
    if text:
        found["unit_of_measure"] = text.unit_of_measure.say()[: LONGEST["unit_of_measure"]]
    if today := ground.today.get(indicator):
        found |= {
            "baseline": today.value,
            "baseline_period": str(today.period),
            "baseline_source": today.address[: LONGEST["baseline_source"]],
        }
    band = proposed_band(indicator, ground)
    if band and band[-1] > begins.year:
        found |= dict(zip(("target_low", "target_high", "target_year"), band, strict=True))
    return found


def too_old(indicator: str, ground: Ground, begins: date) -> str:
    """Why no target is proposed where the last figure is too old for one; else empty."""
    band, today = proposed_band(indicator, ground), ground.today.get(indicator)
    if band is None or today is None or band[-1] > begins.year:
        return ""
    years = band[-1] - today.period
    said = ngettext(
        "The last figure is of %(period)d: a target %(years)d year on would lie before the plan has "
        "begun. Set one yourselves, or count anew first.",
        "The last figure is of %(period)d: a target %(years)d years on would lie before the plan "
        "has begun. Set one yourselves, or count anew first.",
        years,
    )
    return said % {"period": today.period, "years": years}


def _hints(text: model.Recommendation) -> dict[str, str]:
    role = library().roles.get(text.role)
    found = (
        {"owner": _("The advice is meant for: %(role)s.") % {"role": role.title.say()}}
        if role
        else {}
    )
    if text.effort.person_months:
        held = text.effort.person_months
        said = _("The advice reckons with %(months)s person-months; the higher figure counts.")
        found["effort"] = said % {"months": span(held.low, held.high, 1)}
    if text.effort.cost_eur:
        cost = text.effort.cost_eur
        said = _("The advice reckons with %(cost)s euros.")
        found["money"] = said % {"cost": span(cost.low, cost.high)}
    return found


# ── results of a workshop ─────────────────────────────────────────────────────────────────────


def _of_result(plan: Plan, row: Contribution, promises: Sequence[Contribution]) -> Source:
    text = plain_line(row.text)
    dues = [d for c in (row, *promises) if (d := day_in(c.body.get("due")))]
    due = max(dues, default=None)  # the last promise is a milestone, and none comes after the end
    owner = next((w for c in (row, *promises) if (w := _word(c.body, "owner"))), "")
    soon = plan.begins + timedelta(days=PLAN_DAYS)
    draft = Draft(
        title=text if len(text) <= LONGEST["title"] else text[: LONGEST["title"] - 1] + "…",
        what=row.text[: LONGEST["what"]] if len(text) > LONGEST["title"] else "",
        why=_word(row.body, "objective")[: LONGEST["why"]],
        owner=owner[: LONGEST["owner"]],
        ends=due,
        money_from=_word(row.body, "resource")[: LONGEST["money_from"]],
        indicator=_word(row.body, "indicator")[: LONGEST["indicator"]],
        indicator_is_outcome=False,  # until somebody says so
        quick_win=due is not None and due <= soon,
        milestones=tuple(
            Dated(plain_line(c.text)[: LONGEST_LINE["milestones"]], day)
            for c in promises
            if (day := day_in(c.body.get("due")))
        ),
    )
    return Source(RESULT, str(row.public_id), draft, row)


def _word(body: Mapping[str, Any], key: str) -> str:
    held = body.get(key)
    return plain_line(held) if isinstance(held, str) else ""
