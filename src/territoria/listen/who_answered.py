"""Those who answered against those who live here: how alike, who took part, and whether weights help."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from territoria.errors import DataError, Problem, did_you_mean
from territoria.listen.raking import Raked, rake
from territoria.listen.reach import similarity
from territoria.speech import gettext, number


@dataclass(frozen=True, slots=True)
class TookPart:
    """One label of a margin: people there and people who answered; ``rate``: share that took part."""

    margin: str
    label: str
    population: int
    answered: int
    rate: float


@dataclass(frozen=True, slots=True)
class MarginLikeness:
    """Proportional similarity of those who answered to all, 0 to 1; None where nobody told.

    ``told``: how many gave their label.
    """

    margin: str
    told: int
    similarity: float | None


@dataclass(frozen=True, slots=True)
class WhoAnswered:
    """Who took part, and what weights would do. For the team: counts may be small.

    ``weighed``: places of the respondents who told all margins, in the order of the weights;
    ``raked``: None where no weights can be computed. ``sentences``: what to print beside any figure.
    """

    respondents: int
    margins: tuple[MarginLikeness, ...]
    groups: tuple[TookPart, ...]
    weighed: tuple[int, ...]
    raked: Raked | None
    sentences: tuple[str, ...]

    @property
    def weights_help(self) -> bool:
        """Whether there are weights that do more good than harm."""
        return self.raked is not None and self.raked.usable


def who_answered(
    groups: Mapping[str, Sequence[str]],
    population: Mapping[str, Mapping[str, int]],
    *,
    cap: float = 5.0,
) -> WhoAnswered:
    """Compare those who answered with the population, margin by margin, and try to weigh them.

    ``groups``: margin → label of each respondent, "" where not told, in the same order in every
    margin; ``population``: margin → label → people. Weights are raked over those who told all
    margins. DataError names margins and labels that are not known, and negative numbers of people.
    """
    _check(groups, population)
    count = len(groups[next(iter(population))])
    held = {name: Counter(label for label in groups[name] if label) for name in population}
    rows = tuple(
        TookPart(name, label, people, held[name][label], held[name][label] / people)
        for name, labels in population.items()
        for label, people in labels.items()
        if people
    )
    margins = tuple(
        MarginLikeness(name, held[name].total(), similarity(held[name], labels))
        for name, labels in population.items()
    )
    weighed = tuple(i for i in range(count) if all(groups[name][i] for name in population))
    raked, why = _weigh(groups, population, weighed, cap)
    sentences = (
        *_taken_part(rows, margins),
        *_about_weights(count, weighed, raked, why),
        gettext(
            "Volunteer sample: people chose to answer. Weights correct the margins, not that choice."
        ),
    )
    return WhoAnswered(count, margins, rows, weighed, raked, sentences)


def _weigh(
    groups: Mapping[str, Sequence[str]],
    population: Mapping[str, Mapping[str, int]],
    weighed: Sequence[int],
    cap: float,
) -> tuple[Raked | None, str]:
    """Weights of those who told all margins, or why there are none."""
    if not weighed:
        return None, gettext("Nobody told all of the margins, so there are no weights.")
    told = {name: [groups[name][i] for i in weighed] for name in population}
    silent = [
        f"{name}, {label}"
        for name, labels in population.items()
        for label, people in labels.items()
        if people and label not in told[name]
    ]
    if silent:
        text = gettext("No weights: nobody answered of {groups}. Merge them, or ask people there.")
        return None, text.format(groups="; ".join(silent))
    targets = {
        name: {label: people / sum(labels.values()) for label, people in labels.items() if people}
        for name, labels in population.items()
    }
    return rake(told, targets, cap=cap), ""


def _taken_part(rows: Sequence[TookPart], margins: Sequence[MarginLikeness]) -> list[str]:
    said = []
    for margin in margins:
        inside = [row for row in rows if row.margin == margin.margin]
        if margin.similarity is None:
            said.append(gettext("{margin}: nobody told.").format(margin=margin.margin))
            continue
        least = min(inside, key=lambda row: row.rate)
        most = max(inside, key=lambda row: row.rate)
        text = gettext(
            "{margin}: those who answered are {alike} % alike to all. Most took part of {most} "
            "({high} %), fewest of {least} ({low} %)."
        )
        said.append(
            text.format(
                margin=margin.margin,
                alike=number(100 * margin.similarity, ".0f"),
                most=most.label,
                high=_percent(most.rate),
                least=least.label,
                low=_percent(least.rate),
            )
        )
    return said


def _percent(rate: float) -> str:
    """A share of people, to two digits: those who answer are few beside those who live here."""
    value = round(100 * rate, 4)
    return number(value, ".2g" if value < 99.5 else ",.0f")


def _about_weights(
    count: int, weighed: Sequence[int], raked: Raked | None, why: str
) -> tuple[str, ...]:
    if raked is None:
        return (why,)
    said = []
    if len(weighed) < count:
        text = gettext("{told} of {all} told all margins; only they can be weighed.")
        said.append(text.format(told=len(weighed), all=count))
    if not raked.usable:
        return (*said, raked.why_not)
    text = gettext("Weighed, {n} answers count like {effective} (design effect {deff}).")
    said.append(
        text.format(
            n=len(weighed),
            effective=number(raked.effective_n, ".0f"),
            deff=number(raked.deff, ".2f"),
        )
    )
    return tuple(said)


def _check(
    groups: Mapping[str, Sequence[str]], population: Mapping[str, Mapping[str, int]]
) -> None:
    problems = list[Problem]()
    if not population:
        what = gettext("there is no margin to compare with.")
        raise DataError(Problem("population", what, gettext("Give people by label.")))
    for name, labels in population.items():
        if name not in groups:
            what = gettext("nothing is known of the respondents.")
            problems.append(Problem(name, what, did_you_mean(name, groups)))
            continue
        for label in sorted(set(groups[name]) - {"", *(k for k, n in labels.items() if n)}):
            what = gettext("the label {label} has no people.").format(label=label)
            problems.append(Problem(name, what, did_you_mean(label, labels)))
        if any(people < 0 for people in labels.values()) or not sum(labels.values()):
            what = gettext("numbers of people are negative or all zero.")
            problems.append(Problem(name, what, gettext("Correct them.")))
    if len({len(groups[name]) for name in population if name in groups}) > 1:
        what = gettext("the margins do not label the same respondents.")
        problems.append(Problem("groups", what, gettext("Give one label a respondent.")))
    if problems:
        raise DataError(problems)
