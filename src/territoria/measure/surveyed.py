"""A framework with the answers of a survey in it: what is counted beside what is said.

Each factor whose questions were asked gets two children: ``<factor>.counted`` with its indicators
and ``<factor>.said`` with its questions, of equal weight unless told otherwise. A side that is
missing leaves the mean. A question is scored on its own five levels, 0 to 100, and is never filled
in from other places: only its own people can say.

Other normalisations are not varied here. They put figures on scales of their own (z-scores lie
around 50), and a level of a survey has no place on such a scale.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from territoria.content import Library
from territoria.model import Binding, Framework, Indicator, Node, Question, Source, Step, Words
from territoria.speech import gettext_noop

COUNTED, SAID = ".counted", ".said"
SIDES = {
    COUNTED: Words({"en": "What is counted", "fr": "Ce qui est compté", "de": "Was gezählt wird"}),
    SAID: Words(
        {
            "en": "What key actors say",
            "fr": "Ce que disent les acteurs clés",
            "de": "Was wichtige Akteure sagen",
        }
    ),
}
POINTS = Words({"en": "points of 100", "fr": "points sur 100", "de": "von 100 Punkten"})
CAVEATS = Words(
    {
        "en": "What those who were asked think; other people might say something else.",
        "fr": "L’avis des personnes interrogées ; d’autres diraient peut-être autre chose.",
        "de": "Die Sicht der Befragten; andere sagen vielleicht etwas anderes.",
    }
)
PUBLISHER = gettext_noop("The territory's own survey")
DATASET = gettext_noop("Answers of key actors")
LICENCE = gettext_noop("Set by the territory")
SHORT = 36


def surveyed(
    framework: Framework, asked: Collection[str], *, weight_said: float = 0.5
) -> Framework:
    """The framework with the questions that were ``asked`` in it, by their ids.

    ``weight_said``: share of the survey in a factor, between 0 and 1 (ValueError at the ends). A
    framework of which nothing was asked comes back as it is.
    """
    if not 0 < weight_said < 1:
        raise ValueError("weight_said: between 0 and 1")
    if not any(q in asked for node in framework.walk() for q in node.questions):
        return framework
    nodes = tuple(_node(node, asked, weight_said) for node in framework.nodes)
    uncertainty = framework.uncertainty.model_copy(update={"normalise": ()})
    return framework.model_copy(update={"nodes": nodes, "uncertainty": uncertainty})


def _node(node: Node, asked: Collection[str], weight_said: float) -> Node:
    if node.nodes:
        inner = tuple(_node(child, asked, weight_said) for child in node.nodes)
        return node.model_copy(update={"nodes": inner})
    questions = tuple(q for q in dict.fromkeys(node.questions) if q in asked)
    if not questions:
        return node
    sides = [
        Node(
            id=f"{node.id}{SAID}",
            kind="node",
            title=SIDES[SAID],
            weight=weight_said,
            indicators=tuple(_binding(q) for q in questions),
        )
    ]
    if node.indicators:
        counted = {"weigh": node.weigh, "aggregate": node.aggregate}
        sides.insert(
            0,
            Node(
                id=f"{node.id}{COUNTED}",
                kind="node",
                title=SIDES[COUNTED],
                weight=1 - weight_said,
                indicators=node.indicators,
                **{k: v for k, v in counted.items() if v is not None},
            ),
        )
    weigh = Step(method="given")  # what is counted and what is said, whatever the recipe weighs by
    changes = {"nodes": tuple(sides), "indicators": (), "weigh": weigh, "aggregate": None}
    return node.model_copy(update=changes)


def _binding(question: str) -> Binding:
    return Binding(
        indicator=question,
        minimum=0.0,
        maximum=100.0,
        impute=Step(method="none"),
        treat=Step(method="none"),
        normalise=Step(method="fixed-bounds"),
    )


def with_questions(
    library: Library, framework: Framework, observed: Collection[str] = ()
) -> Library:
    """The library with an indicator for every question that a framework binds, or that a release
    holds answers to.
    """
    bank = {q.id: q for held in library.questionnaires.values() for q in held.questions}
    bound = {*(b.indicator for b in framework.bindings()), *observed} - set(library.indicators)
    texts = indicators_of_questions((bank[i] for i in sorted(bound & set(bank))), framework)
    return replace(library, indicators={**library.indicators, **texts}) if texts else library


def indicators_of_questions(
    questions: Iterable[Question], framework: Framework
) -> Mapping[str, Indicator]:
    """Questions as indicators: 0 to 100 points, higher is better, counted by the territory."""
    theme = framework.id
    return {
        q.id: Indicator(
            id=q.id,
            name=q.text,
            short=_short(q.text),
            definition=q.help or q.text,
            unit_of_measure=POINTS,
            direction=1,
            role="scored",
            chain="process",
            theme=theme,
            level="local",
            source=Source(publisher=PUBLISHER, dataset=DATASET, licence=LICENCE),
            natural_bounds=(0.0, 100.0),
            quantity="not-convertible",
            decimals=0,
            caveats=CAVEATS,
        )
        for q in questions
    }


def _short(words: Words) -> Words:
    return Words({lang: _cut(said) for lang, said in words.root.items()})


def _cut(said: str) -> str:
    if len(said) <= SHORT:
        return said
    whole = said[: SHORT - 1].rsplit(" ", 1)[0]
    return f"{whole.rstrip(' ,;:–')}…"
