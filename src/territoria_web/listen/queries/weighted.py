"""Weights to known margins: what can be a margin, and the results beside their weighted ones."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core.cache import cache
from django.utils.translation import gettext as _

from territoria.errors import TerritoriaError
from territoria.listen.raking import Raked, rake
from territoria.listen.tabulate import tabulate
from territoria_web.listen.models import Look, Survey
from territoria_web.listen.queries.computed import invited_by_role, panel_for
from territoria_web.listen.queries.forms import (
    SurveyForm,
    form_of,
    group_names,
    groups_of_form,
)
from territoria_web.listen.queries.stood import Moment, Rows, answers_of
from territoria_web.listen.rules import LEAST

GROUP: Final = "group"
NOT_SAID: Final = "not-said"
KEEP: Final = 3600


@dataclass(frozen=True)
class Margin:
    """Something whose shares may be known from elsewhere; ``labels``: id → name."""

    id: str
    title: str
    labels: Mapping[str, str]


@dataclass(frozen=True)
class Weighted:
    """``why_not``: a sentence where weights are not used. ``scores``: question → raw and weighted;
    ``margins``: margin, label, raw, weighted and wanted share.
    """

    n: int
    deff: float | None
    effective_n: float | None
    scores: tuple[tuple[str, float | None, float | None], ...]
    margins: tuple[tuple[str, str, float, float, float], ...]
    why_not: str


def possible_margins(form: SurveyForm) -> list[Margin]:
    """The actor group, and every question with one pick that everybody is asked."""
    groups = dict.fromkeys(groups_of_form(form).values())
    names = group_names(form)
    found = [Margin(GROUP, _("Actor group"), {g: names.get(g, g) for g in groups})]
    found += [
        Margin(item.id, item.text.say(), {o.id: o.text.say() for o in item.options})
        for item in form.items
        if item.kind == "one" and not item.roles and item.purpose is None
    ]
    return found


def weighted_results(survey: Survey, look: Look) -> Weighted | None:
    """Raw beside weighted for the people of a look; None without margins.

    Only once the survey is closed: weights tell groups apart, which a look at an open one does not.
    Worked out from the answers as the look saw them, and kept for an hour.
    """
    if not survey.margins:
        return None
    if not look.final:
        return _none(look.people, _("Weights come with the results of the closed survey."))
    state = f"{look.pk} {json.dumps(survey.margins, sort_keys=True)} {_gone(survey, look)}"
    key = f"survey-weights-{hashlib.sha256(state.encode()).hexdigest()}"
    held: Weighted | None = cache.get(key)
    if held is None:
        held = _worked_out(survey, look)
        cache.set(key, held, KEEP)
    return held


def _gone(survey: Survey, look: Look) -> int:
    return survey.responses.filter(withdrawn__gt=look.made, confirmed__lte=look.cutoff).count()


def _worked_out(survey: Survey, look: Look) -> Weighted:
    if _gone(survey, look):
        why = _("Somebody took their answers back since. Weights come with the next results.")
        return _none(look.people, why)
    form = form_of(survey)
    rows = answers_of(survey).at(Moment(look.cutoff, look.made))
    panel = panel_for(form, rows)
    held = {int(name): rows[int(name)] for name in panel.responses}
    if not held:
        return _none(look.people, _("Nobody answered a question with levels."))
    labels = {name: labels_of(form, held, name) for name in survey.margins}
    few = [
        label
        for name, given in labels.items()
        for label, n in Counter(given).items()
        if n < LEAST and label != NOT_SAID
    ]
    if few:
        why = _("Fewer than five people have one of the labels. Merge it with another one.")
        return _none(len(held), why)
    targets = {name: _with_unsaid(survey.margins[name], labels[name]) for name in labels}
    try:
        raked = rake(labels, targets)
    except TerritoriaError as error:
        return _none(len(held), " ".join(str(problem) for problem in error.problems))
    telling = _telling(form, held, labels)
    if GROUP in labels:  # a question that may not be told apart by group
        telling |= {row["item"] for row in look.body["questions"] if not row["groups"]}
    return _beside(survey, panel, raked, telling, held=look.body.get("held", ()))


def _telling(form: SurveyForm, rows: Rows, labels: Mapping[str, list[str]]) -> set[str]:
    """Questions whose weighted scores would tell what a few said, beside the raw one or beside those
    with other shares: fewer than five people of a label answered, or of a role that has several
    labels (a role counts by its mean, so shares move the few in it apart from the others).
    """
    cells = list(zip(*labels.values(), strict=True))
    found = set()
    for item in form.items:
        heard = [
            (role, cell)
            for (role, answers), cell in zip(rows.values(), cells, strict=True)
            if item.id in answers and answers[item.id].level is not None
        ]
        by_label = Counter(pair for _role, cell in heard for pair in enumerate(cell))
        by_cell = Counter(heard)
        split = Counter(role for role, _cell in by_cell)
        small = any(n < LEAST and split[role] > 1 for (role, _cell), n in by_cell.items())
        if small or min(by_label.values(), default=LEAST) < LEAST:
            found.add(item.id)
    return found


def _beside(
    survey: Survey,
    panel: Any,
    raked: Raked,
    telling: Collection[str],
    *,
    held: Collection[str],
) -> Weighted:
    """Without what the look itself does not show."""
    invited = invited_by_role(survey)
    raw = tabulate(panel, invited=invited)
    after = tabulate(panel, invited=invited, weights=raked.weights) if raked.usable else None
    rows = tuple(
        (
            row.question,
            row.score if row.n >= LEAST and row.question not in held else None,
            after.questions[n].score
            if after and row.n >= LEAST and row.question not in {*telling, *held}
            else None,
        )
        for n, row in enumerate(raw.questions)
    )
    margins = tuple((m.margin, m.label, m.raw, m.weighted, m.target) for m in raked.margins)
    return Weighted(
        len(panel.responses), raked.deff, raked.effective_n, rows, margins, raked.why_not
    )


def labels_of(form: SurveyForm, rows: Rows, margin: str) -> list[str]:
    """The label of each response, in the order of the rows."""
    if margin == GROUP:
        groups = groups_of_form(form)
        return [groups.get(role, role) for role, _answers in rows.values()]
    return [
        str(answers[margin].value) if margin in answers and answers[margin].value else NOT_SAID
        for _role, answers in rows.values()
    ]


def _with_unsaid(shares: Mapping[str, float], labels: list[str]) -> dict[str, float]:
    """People who did not say keep their share of the answers; the others share the rest."""
    unsaid = labels.count(NOT_SAID) / len(labels)
    total = sum(shares.values())
    found = {label: share / total * (1 - unsaid) for label, share in shares.items()}
    return found | ({NOT_SAID: unsaid} if unsaid else {})


def _none(n: int, why: str) -> Weighted:
    return Weighted(n, None, None, (), (), why)
