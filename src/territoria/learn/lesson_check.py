"""What a lesson still lacks before it can be a practice: everything at once, each with its mend."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from territoria.content import PROMISE, Library, sentences_of, split_headings, words_of
from territoria.content_check.readability import AVERAGE_SENTENCE, LONGEST_SENTENCE
from territoria.content_check.references import node_ids
from territoria.errors import Problem, did_you_mean
from territoria.learn.lesson import LessonFacts, population_class
from territoria.learn.lesson_claims import MEASURED, claims_of
from territoria.speech import gettext

ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]*")
COUNTRY: Final = re.compile(r"[A-Z]{2}")
PLACE_KEY: Final = re.compile(r"[^@:\s]+@[^@:\s]+")
REFERENCE: Final = re.compile(r"\[(\d{1,4})\]")
NEEDED: Final = ("title", "place", "years", "lesson")


def lacks_of(facts: LessonFacts, lang: str) -> list[Problem]:
    """Everything that is missing or does not hold, without looking at a library."""
    return [
        *_missing(facts),
        *_forms(facts),
        *_references(facts),
        *_claims(facts),
        *_promise(facts, lang),
        *_unreadable(facts),
    ]


def strangers_of(facts: LessonFacts, library: Library) -> Iterator[Problem]:
    """Names that the library does not know, and an id that it has already."""
    if facts.id in library.practices:
        what = gettext("a practice with the id {id} is there already.").format(id=facts.id)
        yield Problem("id", what, gettext("Choose another id."))
    known = {
        "central": (facts.central, node_ids(library)),
        "touched": (facts.touched, node_ids(library)),
        "roles": (facts.roles, set(library.roles)),
        "adopted": ((facts.adopted,) if facts.adopted else (), set(library.practices)),
    }
    for field, (names, there) in known.items():
        for name in names:
            if name not in there:
                what = gettext("{name} is not known.").format(name=name)
                yield Problem(field, what, did_you_mean(name, there))


def _missing(facts: LessonFacts) -> Iterator[Problem]:
    for field in NEEDED:
        if not getattr(facts, field).strip():
            yield Problem(field, gettext("it is missing."), gettext("Write it."))
    for field, answer in facts.answers.items():
        if not answer.strip():
            mend = gettext("Answer it, or write: Not reported.")
            yield Problem(field, gettext("the answer is missing."), mend)
    for field in ("central", "roles", "sources"):
        if not getattr(facts, field):
            yield Problem(field, gettext("none is named."), gettext("Name at least one."))
    if not claims_of(facts):
        mend = gettext("Say what came of it, or that it was not reported.")
        yield Problem("claims", gettext("no effect is claimed or measured."), mend)
    if population_class(facts.extent, facts.population) is None:
        what = gettext("the population of the place is not known.")
        yield Problem("population", what, gettext("Give the number of inhabitants."))


def _forms(facts: LessonFacts) -> Iterator[Problem]:
    if not ID.fullmatch(facts.id):
        what = gettext("{id} is no id.").format(id=repr(facts.id))
        mend = gettext("Write letters without accents, digits, '.', '_' and '-'.")
        yield Problem("id", what, mend)
    if facts.country is not None and not COUNTRY.fullmatch(facts.country):
        mend = gettext("Write two capital letters.")
        yield Problem("country", gettext("it is no code of a country."), mend)
    for key in facts.territories:
        if not PLACE_KEY.fullmatch(key):
            what = gettext("{key} names no territory.").format(key=repr(key))
            yield Problem("territories", what, gettext("Write code@version."))
    for field, text in (*facts.answers.items(), ("context", facts.context)):
        if re.search(r"^\s{0,3}#", text, re.MULTILINE):
            mend = gettext("Take the # at the beginning of a line out.")
            yield Problem(field, gettext("it holds a heading of its own."), mend)
    for number, source in enumerate(facts.sources, start=1):
        if not source.title.strip() or not source.url.strip():
            what = gettext("source {number} has no title or no address.").format(number=number)
            yield Problem("sources", what, gettext("Give both."))


def _references(facts: LessonFacts) -> Iterator[Problem]:
    """Numbers that lead to no source."""
    used = [("record", facts.record)]
    used += [("costs", cost.source) for cost in facts.costs]
    used += [("claims", number) for claim in claims_of(facts) for number in claim.sources]
    said = (*facts.answers.items(), ("context", facts.context), ("lesson", facts.lesson))
    used += [(field, int(found)) for field, text in said for found in REFERENCE.findall(text)]
    used += [("claims", int(found)) for c in facts.claims for found in REFERENCE.findall(c.claim)]
    for field, number in sorted(set(used)):
        if not 1 <= number <= len(facts.sources):
            what = gettext("[{number}] is not among the sources.").format(number=number)
            yield Problem(field, what, gettext("Add the source, or correct the number."))


def _claims(facts: LessonFacts) -> Iterator[Problem]:
    ids = [claim.id for claim in claims_of(facts)]
    for claim in facts.claims:
        if not ID.fullmatch(claim.id) or ids.count(claim.id) > 1 or claim.id == MEASURED:
            what = gettext("the id {id} is no id, or stands twice.").format(id=repr(claim.id))
            yield Problem("claims", what, gettext("Choose another id."))
        if not (claim.outcome.strip() and claim.claim.strip() and claim.reason.strip()):
            what = gettext("{id} lacks its outcome, claim or reason.").format(id=claim.id)
            yield Problem("claims", what, gettext("Write it."))
        if claim.grade != "not reported" and not claim.sources:
            what = gettext("{id} has no source.").format(id=claim.id)
            yield Problem("claims", what, gettext("Name the number of a source."))


def _promise(facts: LessonFacts, lang: str) -> Iterator[Problem]:
    found = PROMISE[lang].search(facts.lesson) if lang in PROMISE else None
    if found:
        what = gettext("{word} promises what nobody can know.").format(word=repr(found.group()))
        yield Problem("lesson", what, gettext("Say what happened, or what may."))


def _unreadable(facts: LessonFacts) -> Iterator[Problem]:
    """Sentences that are too long, in each field and on average."""
    fields = [*facts.answers.items(), ("context", facts.context)]
    lengths = [(field, lengths_of(text)) for field, text in fields]
    short = [("title", facts.title), ("lesson", facts.lesson)]
    for claim in claims_of(facts):
        short += [("claims", claim.outcome), ("claims", claim.claim), ("claims", claim.reason)]
    for field, found in [*lengths, *((f, lengths_of(text)) for f, text in short)]:
        if found and max(found) > LONGEST_SENTENCE:
            what = gettext("a sentence has {count} words.").format(count=max(found))
            mend = gettext("Cut it: at most {most}.").format(most=LONGEST_SENTENCE)
            yield Problem(field, what, mend)
        elif len(found) > 1 and sum(found) / len(found) > AVERAGE_SENTENCE:
            what = gettext("its sentences have more than {most} words on average.")
            mend = gettext("Cut the longest ones.")
            yield Problem(field, what.format(most=AVERAGE_SENTENCE), mend)


def unreadable_story(story: str) -> Iterator[Problem]:
    """The rules of readability for the whole story, its list of sources left out."""
    *bodies, _ = split_headings(story).values()
    found = [count for body in bodies for count in lengths_of(body)]
    if found and max(found) > LONGEST_SENTENCE:
        what = gettext("a sentence has {count} words.").format(count=max(found))
        mend = gettext("Cut it: at most {most}.").format(most=LONGEST_SENTENCE)
        yield Problem("story", what, mend)
    elif found and sum(found) / len(found) > AVERAGE_SENTENCE:
        what = gettext("its sentences have more than {most} words on average.")
        yield Problem("story", what.format(most=AVERAGE_SENTENCE), gettext("Cut the longest ones."))


def lengths_of(markdown: str) -> list[int]:
    """Words of each sentence; a list item counts by itself."""
    found = []
    for part in re.split(r"\n\s*\n|\n(?=\s*[-*\d])", markdown):
        plain = re.sub(r"\s+", " ", re.sub(r"\[\d+\]|[*_]|^\s*[-\d.]+\s", "", part))
        found += [len(words_of(sentence)) for sentence in sentences_of(plain)]
    return found
