"""The cards of a meeting: advice to the territory, gaps that matter, practices told elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from territoria.documents.cards import CutCard
from territoria.documents.numerals import bounds_said
from territoria.model import Framework, Practice
from territoria.model.recommendations import Span
from territoria_web.compare.queries.chosen_peers import assessment_of
from territoria_web.compare.queries.comparisons import comparison_of
from territoria_web.library.queries import library
from territoria_web.library.saying import numeral_of, ranged, semicolon, spoken
from territoria_web.measure.models import Assessment
from territoria_web.measure.queries.assessments import NothingOpened, framework_of
from territoria_web.recommend.models import Recommendation
from territoria_web.recommend.queries.judged import Judged, gap_titles, judged_advice
from territoria_web.territories.models import Cycle

MOST = 24  # cards of a kind: six sheets of four
PRACTICES_EACH = 2
LONGEST = 420


def cards_of(cycle: Cycle) -> list[CutCard]:
    """All cards in the language spoken; none where nothing is assessed yet."""
    try:
        assessment = assessment_of(cycle)
    except NothingOpened:
        return []
    declined = Recommendation.Decision.DECLINED
    advice = [j for j in judged_advice(cycle, assessment) if j.decision != declined][:MOST]
    return [
        *(_advice(assessment, cycle, judged) for judged in advice),
        *_gaps(assessment, cycle),
        *_practices(advice),
    ]


def _advice(assessment: Assessment, cycle: Cycle, judged: Judged) -> CutCard:
    text = judged.text
    gaps = ", ".join(words.say() for words in gap_titles(assessment, cycle, judged))
    why = spoken(judged.given["why_tier"])
    needs = semicolon().join(one.text.say() for one in text.prerequisites) or _("nothing named")
    decided = judged.decided.changed_text if judged.decided else ""
    fields = (
        (_("Who"), judged.role.title.say()),
        (_("Why here"), f"{why}. {_('Gaps:')} {gaps}." if gaps else f"{why}."),
        *(((_("As the team changed it"), _short(decided)),) if decided else ()),
        (_("What is known of its effect"), _short(text.evidence.effect.say())),
        (_("Evidence"), f"{text.evidence.grade}. {_short(text.evidence.reason.say())}"),
        (_("Effort"), _effort(text.effort.person_months, text.effort.cost_eur)),
        (_("Needs first"), _short(needs)),
        (_("First step"), _short(text.first_step.say())),
    )
    kicker = _("Advice, tier %(tier)s") % {"tier": judged.given["tier"]}
    return CutCard(kicker, text.what.say(), fields)


def _effort(months: Span | None, cost: Span | None) -> str:
    unknown = _("unknown")
    told = {
        "months": bounds_said(months.low, months.high) if months else unknown,
        "cost": bounds_said(cost.low, cost.high) if cost else unknown,
    }
    return _("person-months: %(months)s; euros: %(cost)s") % told


def _gaps(assessment: Assessment, cycle: Cycle) -> list[CutCard]:
    """Factors with a firm gap that matters, the largest first."""
    held = comparison_of(assessment, cycle.territory)
    if held is None or not held.body.get("comparable"):
        return []
    framework = framework_of(assessment)
    leaves = {node.id for node in framework.walk() if not node.nodes}
    rows = [
        (node, gap)
        for node, gap in held.body["gaps"].items()
        if node in leaves and gap["kind"] in ("act", "unblock") and gap["size"] is not None
    ]
    rows.sort(key=lambda row: -row[1]["size"])
    return [_gap(framework, node, gap) for node, gap in rows[:MOST]]


def _gap(framework: Framework, node: str, gap: dict[str, Any]) -> CutCard:
    title = next((n.title.say() for n in framework.walk() if n.id == node), node)
    kinds = {"act": _("firm, and ours to close"), "unblock": _("firm; something must come first")}
    scale = _("score from 0 to 100")
    fields = (
        (_("Here"), f"{numeral_of(gap['value'])} ({scale})"),
        (_("Peers"), ranged(gap["peer_median"], gap["peer_low"], gap["peer_high"])),
        (_("What a quarter of the peers reach"), numeral_of(gap["target"])),
        (_("Gap"), kinds[gap["kind"]]),
    )
    return CutCard(
        _("Gap that matters"), title, fields, _("Do you see it so? Correct what is wrong.")
    )


def _practices(advice: Sequence[Judged]) -> list[CutCard]:
    texts = library().practices
    wanted = [p for j in advice for p in j.text.practices[:PRACTICES_EACH] if p in texts]
    return [_practice(texts[name]) for name in list(dict.fromkeys(wanted))[:MOST]]


def _practice(text: Practice) -> CutCard:
    claim = text.claims[0]
    fields = (
        (_("Where"), f"{text.place.say()}, {text.years}"),
        (_("What a stranger can use"), _short(text.lesson.say())),
        (_("What came of it"), f"{_short(claim.claim.say())} ({claim.grade})"),
    )
    foot = _("It went wrong; that is why it is told.") if text.went_wrong else ""
    return CutCard(_("Practice"), text.title.say(), fields, foot)


def _short(text: str) -> str:
    """At most as much as a card holds, cut between words and marked."""
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST].rsplit(' ', 1)[0]} …"
