"""What a framework binds, asks and names: indicators, bounds, questions, methods, peers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from territoria.content import Library
from territoria.content_check.places import at, known
from territoria.errors import Problem
from territoria.model import Binding, Framework, Node, Step
from territoria.yaml_source import Source

StepCheck = Callable[[str, Step], Problem | None]


def frameworks(library: Library) -> Iterator[Problem]:
    """Every framework, its bindings, questions, varied names and peers."""
    for framework_id, framework in library.frameworks.items():
        yield from _framework(library, framework, library.files["frameworks", framework_id])


def _framework(library: Library, framework: Framework, source: Source) -> Iterator[Problem]:
    def visit(nodes: tuple[Node, ...], path: tuple[str | int, ...]) -> Iterator[Problem]:
        for n, node in enumerate(nodes):
            here = (*path, "nodes", n)
            for m, binding in enumerate(node.indicators):
                spot = at(source, *here, "indicators", m, "indicator")
                yield from known(binding.indicator, library.indicators, "indicator", spot)
                indicator = library.indicators.get(binding.indicator)
                if indicator and indicator.role != "scored":
                    yield Problem(
                        spot,
                        f"{binding.indicator} is {indicator.role}, so it may not be scored.",
                        "Bind a scored indicator, or change its role.",
                    )
                yield from _denominator(library, binding, spot)
                way = (binding.normalise or framework.recipe.normalise).method
                if way in ("fixed-bounds", "goalposts") and binding.minimum is None:
                    yield Problem(
                        spot, f"{binding.indicator} has no bounds.", "Give minimum and maximum."
                    )
                if way == "distance-to-target" and binding.target is None:
                    yield Problem(spot, f"{binding.indicator} has no target.", "Give target.")
            for m, question in enumerate(node.questions):
                yield from known(
                    question, library.question_ids(), "question", at(source, *here, "questions", m)
                )
            yield from visit(node.nodes, here)

    yield from visit(framework.nodes, ())
    yield from _varied_names(framework, source)
    if framework.peers is not None:
        for n, element in enumerate(framework.peers.elements):
            for m, variable in enumerate(element.variables):
                spot = at(source, "peers", "elements", n, "variables", m, "indicator")
                yield from known(variable.indicator, library.indicators, "indicator", spot)
                indicator = library.indicators.get(variable.indicator)
                if indicator and indicator.role != "structural":
                    yield Problem(
                        spot,
                        f"{variable.indicator} is {indicator.role}; peers are chosen by structure only.",
                        "Take it out.",
                    )


def _denominator(library: Library, binding: Binding, spot: str) -> Iterator[Problem]:
    if binding.denominator is not None:
        yield from known(binding.denominator, library.indicators, "indicator", spot)


def _varied_names(framework: Framework, source: Source) -> Iterator[Problem]:
    """Indicators that may be left out and children that experts weigh are in the framework."""
    bound = {binding.indicator for binding in framework.bindings()}
    names = bound | {node.id for node in framework.walk()}
    for n, name in enumerate(framework.uncertainty.leave_out):
        yield from known(name, bound, "indicator", at(source, "uncertainty", "leave_out", n))
    for n, weights in enumerate(framework.uncertainty.experts):
        for name in weights:
            spot = at(source, "uncertainty", "experts", n)
            yield from known(name, names, "node or indicator", spot)


def methods(library: Library, check_step: StepCheck) -> Iterator[Problem]:
    """Methods that are not known, or that refuse their parameters."""
    for framework_id, framework in library.frameworks.items():
        source = library.files["frameworks", framework_id]
        for path, stage, step in steps_of(framework):
            problem = check_step(stage, step)
            if problem is not None:
                yield Problem(at(source, *path), problem.what, problem.mend)


def steps_of(framework: Framework) -> Iterator[tuple[tuple[str | int, ...], str, Step]]:
    """Every step a framework names, with its place in the text and its stage."""
    for stage in type(framework.recipe).model_fields:
        yield ("recipe", stage, "method"), stage, getattr(framework.recipe, stage)
    for stage in ("impute", "treat", "normalise", "weight", "aggregate"):
        for n, step in enumerate(getattr(framework.uncertainty, stage)):
            yield ("uncertainty", stage, n), stage, step

    def visit(
        node: Node | Framework, here: tuple[str | int, ...]
    ) -> Iterator[tuple[tuple[str | int, ...], str, Step]]:
        for key, stage in (("weigh", "weight"), ("aggregate", "aggregate")):
            if getattr(node, key) is not None:
                yield (*here, key), stage, getattr(node, key)
        for m, binding in enumerate(() if isinstance(node, Framework) else node.indicators):
            for stage in ("impute", "treat", "normalise"):
                if getattr(binding, stage) is not None:
                    place = (*here, "indicators", m, stage)
                    yield place, stage, getattr(binding, stage)
        for n, child in enumerate(node.nodes):
            yield from visit(child, (*here, "nodes", n))

    yield from visit(framework, ())
