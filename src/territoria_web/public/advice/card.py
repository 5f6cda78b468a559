"""One piece of advice: the whole card, and with a territory why it is, or is not, advised there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.public.advice.rows import Row, asked_advice, keep_of, rows_of, table_of
from territoria_web.public.asked_territory import asked_region
from territoria_web.public.derivation_links import derivation_url
from territoria_web.public.page import Crumb, Page
from territoria_web.public.prose import prose
from territoria_web.recommend.queries.advice_here import REFUSED, Here, TerritoryAdvice
from territoria_web.recommend.queries.advice_texts import AdviceEntry, advice_at
from territoria_web.recommend.queries.initiatives import initiative_at
from territoria_web.recommend.queries.long_texts import long_text
from territoria_web.recommend.queries.nodes import all_nodes
from territoria_web.recommend.queries.practices import practice_at
from territoria_web.recommend.queries.similar_places import ORDER
from territoria_web.recommend.queries.wording import grade_said


def card(request: HttpRequest, recommendation: str) -> Page:
    """An advice by its id."""
    entry, region = advice_at(recommendation), asked_region(request)
    found = asked_advice(region)
    row = rows_of([entry], found)[0]
    text = long_text("recommendations", entry.id)
    return Page(
        template="public/advice/card.html",
        title=entry.what,
        finding=_finding(row, found),
        crumbs=_crumbs(entry, keep_of(found)),
        facts={
            "entry": entry,
            "here": row.here,
            "found": found,
            "region": region,
            "grade": row.grade,
            "grade_words": grade_said(row.grade),
            "sections": [(heading, prose(body)) for heading, body in text.sections],
            "text_language": text.language,
            "factors": [all_nodes()[f] for f in entry.factors if f in all_nodes()],
            "reasons": _reasons(entry, row.here, found),
            "opens": [advice_at(i) for i in row.here.opens] if row.here else [],
            "needs": _needs(entry, row.here),
            "signs": [(s, found.target(s.indicator) if found else None) for s in entry.know_by],
            "practices": _practices(entry, found),
            "initiatives": _initiatives(entry),
            "keep": keep_of(found),
        },
        table=table_of([row]),
        data={"card": _data(entry), "sections": dict(text.sections)},
    )


def _finding(row: Row, found: TerritoryAdvice | None) -> str:
    """For whom, and how it stands: for the territory asked for, or by its evidence."""
    role = row.entry.role.title
    if row.here is None or found is None:
        return _("For: {role}. Evidence {grade}: {words}.").format(
            role=role, grade=row.entry.grade, words=row.entry.grade_words
        )
    if row.here.tier:
        return _("For: {role}. In {place}: {tier}.").format(
            role=role, place=found.similar.name, tier=row.here.tier_words
        )
    sentence = (
        _("For: {role}. In {place}: not advised.")
        if row.here.standing == REFUSED
        else _("For: {role}. In {place}: not judged.")
    )
    return sentence.format(role=role, place=found.similar.name)


def _crumbs(entry: AdviceEntry, keep: str) -> tuple[Crumb, ...]:
    role = reverse("public:advice-role", args=[entry.role.id])
    return (
        Crumb(_("Advice"), reverse("public:advice") + keep),
        Crumb(entry.role.short, role + keep),
    )


def _reasons(entry: AdviceEntry, here: Here | None, found: TerritoryAdvice | None) -> list[Any]:
    """Each reason with the address of its derivation."""
    if found is None or here is None:
        return []
    return [(r, derivation_url(r.address)) for r in found.reasons(entry)]


def _needs(entry: AdviceEntry, here: Here | None) -> list[Any]:
    """Prerequisites, each with the advice that meets it and its state here."""
    states = here.states if here else {}
    return [(n, advice_at(n.advice) if n.advice else None, states.get(n.id)) for n in entry.needs]


def _practices(entry: AdviceEntry, found: TerritoryAdvice | None) -> Sequence[Any]:
    """The practices it rests on; for a territory those from similar places first."""
    relations = found.relations(entry) if found else {}
    pairs = [(practice_at(i), relations.get(i)) for i in entry.practices]
    return sorted(pairs, key=lambda p: ORDER.index(p[1].word) if p[1] else 0)


def _initiatives(entry: AdviceEntry) -> Sequence[Any]:
    """The initiatives it names, those that failed first."""
    return sorted((initiative_at(i) for i in entry.initiatives), key=lambda i: not i.went_wrong)


def _data(entry: AdviceEntry) -> dict[str, Any]:
    found = {name: held for name, held in vars(entry).items() if name != "filed"}
    for name in ("expected", "needs", "know_by"):
        found[name] = [vars(item) for item in found[name]]
    return {**found, "role": entry.role.id}
