"""A survey opened from the reviewed texts: one framework's questions, obstacles, priorities, offers.

The sentences that are the house's own stand here in English and are frozen in every language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from territoria.errors import ContentError, Problem, did_you_mean
from territoria.model import Actor, Choice, Framework, Obstacle, Question, Questionnaire
from territoria.model.surveys import (
    LEVELS,
    SEVERITIES,
    FormItem,
    FormOption,
    FormRole,
    FormSection,
    FormWords,
    SurveyForm,
)
from territoria.speech import LANGUAGES, gettext, gettext_noop

MOST_FOR_A_ROLE: Final = 20
SHORT_TEXT: Final = 300
LONG_TEXT: Final = 1000

WHO: Final = gettext_noop("Which of these describes you best?")
CONSENT: Final = gettext_noop(
    "Taking part is voluntary, and you may stop at any time. Your answers are kept apart from your "
    "name. Results by group are published only where at least five people of the group answered."
)
SEVERITY: Final = (
    gettext_noop("Not at all"),
    gettext_noop("A little"),
    gettext_noop("Noticeably"),
    gettext_noop("Heavily"),
    gettext_noop("It stopped a project"),
)
SECTIONS: Final = {
    "who": gettext_noop("About you"),
    "obstacles": gettext_noop("What stands in the way"),
    "priorities": gettext_noop("What should come first"),
    "exchange": gettext_noop("What you could give, and what you need"),
}
SIZE: Final = gettext_noop("How many people work in your organisation?")
SIZES: Final = {
    "1-9": gettext_noop("1 to 9"),
    "10-49": gettext_noop("10 to 49"),
    "50-249": gettext_noop("50 to 249"),
    "250+": gettext_noop("250 or more"),
}
SECTOR: Final = gettext_noop("In which field does your organisation work?")
SECTORS: Final = {
    "land": gettext_noop("Agriculture, forestry, fishing"),
    "industry": gettext_noop("Industry, energy, water"),
    "construction": gettext_noop("Construction"),
    "trade": gettext_noop("Trade, transport, tourism"),
    "digital": gettext_noop("Information and communication"),
    "services": gettext_noop("Finance, advice, other services"),
    "public": gettext_noop("Administration, education, health, culture"),
}
PRIORITIES: Final = (
    gettext_noop("What should this territory do first to move ahead with digital change?"),
    gettext_noop("And second?"),
    gettext_noop("And third?"),
)
QUICK_WIN: Final = gettext_noop("What could be better within 100 days, with little money?")
OFFERS: Final = gettext_noop(
    "What could you or your organisation give to others here: time, knowledge, data, rooms, contacts?"
)
NEEDS: Final = gettext_noop("What do you need from others here to move ahead?")


def opened_from(
    bank: Questionnaire,
    framework: Framework,
    obstacles: Mapping[str, Obstacle],
    roles: Mapping[str, Actor],
    *,
    others: Iterable[Questionnaire] = (),
    form_id: str,
    version: str,
    title: FormWords | None = None,
    default_language: str = "en",
) -> SurveyForm:
    """A questionnaire frozen as a survey, in blocks: who, levels by dimension, obstacles, priorities,
    offers and needs.

    ``others``: banks that hold questions of the framework which ``bank`` lacks, and the choices among
    obstacles. Only people who can judge a question are asked it. ContentError names questions that
    stand nowhere and roles that would be asked more than 20 questions with levels.
    """
    banks = [bank, *(other for other in others if other.id != bank.id)]
    items = _grouped(
        framework,
        (
            *_who(roles),
            *_levels(framework, banks, roles),
            *_choices(framework, banks, obstacles, roles),
            *_open_texts(),
        ),
    )
    form = SurveyForm(
        id=form_id,
        version=version,
        title=title or FormWords.of(bank.title),
        languages=LANGUAGES,
        default_language=default_language,
        roles=tuple(
            FormRole(id=actor.id, text=FormWords.of(actor.title), group=actor.group)
            for actor in roles.values()
        ),
        role_text=FormWords.said(WHO),
        sections=tuple(_sections(framework, items)),
        items=items,
        consent=FormWords.said(CONSENT),
        questionnaire=bank.id,
        framework=framework.id,
        edition=framework.edition,
    )
    _check_length(form)
    return form


def _grouped(framework: Framework, items: Iterable[FormItem]) -> tuple[FormItem, ...]:
    """The items section by section, otherwise in the order given."""
    order = ["who", *(node.id for node in framework.nodes), *SECTIONS]
    return tuple(sorted(items, key=lambda item: order.index(item.section or "")))


def _sections(framework: Framework, items: Iterable[FormItem]) -> Iterator[FormSection]:
    titles = {
        "who": FormWords.said(SECTIONS["who"]),
        **{node.id: FormWords.of(node.title) for node in framework.nodes},
        **{name: FormWords.said(text) for name, text in SECTIONS.items() if name != "who"},
    }
    used = {item.section for item in items}
    for name, title in titles.items():
        if name in used:  # a node's meaning speaks to analysts, not to respondents
            yield FormSection(id=name, title=title)


def _who(roles: Mapping[str, Actor]) -> Iterator[FormItem]:
    """Field and size of a firm; people of other groups are not asked."""
    firms = tuple(actor.id for actor in roles.values() if actor.group == "business")
    if not firms:
        return
    for name, text, options in (("sector", SECTOR, SECTORS), ("size", SIZE, SIZES)):
        yield FormItem(
            id=name,
            kind="one",
            text=FormWords.said(text),
            section="who",
            roles=firms,
            options=tuple(FormOption(id=o, text=FormWords.said(t)) for o, t in options.items()),
        )


def _levels(
    framework: Framework, banks: Iterable[Questionnaire], roles: Mapping[str, Actor]
) -> Iterator[FormItem]:
    """Each question of the framework once, in the order of its tree, with all its factors."""
    known = {q.id: q for bank in reversed(list(banks)) for q in bank.questions}
    nodes: dict[str, list[str]] = {}
    for node in framework.walk():
        for name in node.questions:
            nodes.setdefault(name, []).append(node.id)
    lost = [name for name in nodes if name not in known]
    if lost:
        what = gettext("the question stands in no bank.")
        raise ContentError([Problem(name, what, did_you_mean(name, known)) for name in lost])
    for name, held in nodes.items():
        yield _level_item(known[name], framework.dimension_of(held[0]).id, tuple(held), roles)


def _level_item(
    question: Question, section: str, nodes: tuple[str, ...], roles: Mapping[str, Actor]
) -> FormItem:
    return FormItem(
        id=question.id,
        kind="levels",
        text=FormWords.of(question.text),
        help=FormWords.of(question.help) if question.help is not None else None,
        section=section,
        options=tuple(
            FormOption(id=level, text=FormWords.of(words))
            for level, words in zip(LEVELS, question.levels, strict=True)
        ),
        roles=tuple(role for role in question.roles if role in roles),
        dont_know=True,
        not_applicable=True,
        question=question.id,
        nodes=nodes,
    )


def _choices(
    framework: Framework,
    banks: Iterable[Questionnaire],
    obstacles: Mapping[str, Obstacle],
    roles: Mapping[str, Actor],
) -> Iterator[FormItem]:
    for bank in banks:
        for choice in bank.choices:
            if choice.among == "obstacles":
                by_number = sorted(obstacles.values(), key=lambda o: o.number)
                options = [(o.id, FormWords.of(o.title)) for o in by_number]
                yield _choice_item(choice, "obstacles", options, roles)
            elif choice.framework == framework.id:
                options = [(node.id, FormWords.of(node.title)) for node in framework.nodes]
                yield _choice_item(choice, "priorities", options, roles)


def _choice_item(
    choice: Choice,
    section: str,
    options: Iterable[tuple[str, FormWords]],
    roles: Mapping[str, Actor],
) -> FormItem:
    severe = choice.answer == "severity"
    scale = zip(SEVERITIES, SEVERITY, strict=True) if severe else ()
    return FormItem(
        id=choice.id,
        kind="severity" if severe else "one",
        text=FormWords.of(choice.text),
        help=FormWords.of(choice.help) if choice.help is not None else None,
        section=section,
        options=tuple(FormOption(id=name, text=text) for name, text in options),
        scale=tuple(FormOption(id=name, text=FormWords.said(text)) for name, text in scale),
        roles=tuple(role for role in choice.roles if role in roles),
        purpose="first_dimension" if choice.among == "dimensions" else None,
    )


def _open_texts() -> Iterator[FormItem]:
    for number, text in enumerate(PRIORITIES, start=1):
        yield FormItem(
            id=f"priority_{number}",
            kind="text",
            text=FormWords.said(text),
            section="priorities",
            longest=SHORT_TEXT,
            purpose="priorities",
        )
    for name, text, section, longest in (
        ("quick_win", QUICK_WIN, "priorities", SHORT_TEXT),
        ("offers", OFFERS, "exchange", LONG_TEXT),
        ("needs", NEEDS, "exchange", LONG_TEXT),
    ):
        yield FormItem.model_validate(
            {
                "id": name,
                "kind": "text",
                "text": FormWords.said(text),
                "section": section,
                "longest": longest,
                "purpose": name,
            }
        )


def _check_length(form: SurveyForm) -> None:
    problems = []
    for role in form.roles:
        count = sum(item.kind == "levels" for item in form.items_for(role.id))
        if count > MOST_FOR_A_ROLE:
            what = gettext("{count} questions with levels are too many for one person.")
            mend = gettext("Ask at most {most}: take roles out of questions.")
            problems.append(
                Problem(role.id, what.format(count=count), mend.format(most=MOST_FOR_A_ROLE))
            )
    if problems:
        raise ContentError(problems)
