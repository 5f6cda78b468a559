"""What a comparison says: who is about the same, who is clearly apart, who is nobody's peer."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.compare.queries.side_by_side import Line, Unlike
from territoria_web.measure.queries.apart import Word
from territoria_web.territories.queries import territory_name


def list_of(names: Sequence[str]) -> str:
    """``A, B and C``."""
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def finding_of(lines: Sequence[Line], names: Sequence[str]) -> str:
    """On how many figures the first one is clearly ahead, about the same, clearly behind."""
    told = [line for line in lines if line.known > 1 and line.variable.direction]
    # the whole is the dimensions once more
    told = [line for line in told if not line.variable.whole] or told
    level = sum(line.all_level for line in told)
    if not told:
        return _("None of these figures is known for two of the territories.")
    if level == len(told):
        return _("%(names)s cannot be told apart on any of these figures.") % {
            "names": list_of(names)
        }
    if len(names) == 2:
        return _of_two(told, names)
    return _of_many(told, names)


def _of_many(lines: Sequence[Line], names: Sequence[str]) -> str:
    """The first one against the others: where it is ahead of most of them, and where behind."""
    ahead = [line.variable.short for line in lines if _most(line, "below")]
    behind = [line.variable.short for line in lines if _most(line, "above")]
    words = {"own": names[0], "ahead": _some(ahead), "behind": _some(behind)}
    if ahead and behind:
        return _("%(own)s is clearly ahead of most of the others on %(ahead)s, and clearly behind most of them on %(behind)s.") % words  # fmt: skip
    if ahead:
        return _("%(own)s is clearly ahead of most of the others on %(ahead)s, and behind most of them nowhere.") % words  # fmt: skip
    if behind:
        return _("%(own)s is clearly behind most of the others on %(behind)s, and ahead of most of them nowhere.") % words  # fmt: skip
    return _("%(own)s is clearly ahead of most of the others nowhere, and nowhere clearly behind most of them.") % words  # fmt: skip


def _most(line: Line, word: Word) -> bool:
    """Whether more than half of the others stand so against the first one."""
    return 2 * len(line.against()[word]) > len(line.cells) - 1


def _of_two(lines: Sequence[Line], names: Sequence[str]) -> str:
    ahead = [line.variable.short for line in lines if line.word(0, 1) == "above"]
    behind = [line.variable.short for line in lines if line.word(0, 1) == "below"]
    words = {
        "one": names[0],
        "other": names[1],
        "ahead": _some(ahead),
        "behind": _some(behind),
    }
    if ahead and behind:
        return _("%(one)s is clearly ahead of %(other)s on %(ahead)s, and clearly behind on %(behind)s.") % words  # fmt: skip
    if ahead:
        return _("%(one)s is clearly ahead of %(other)s on %(ahead)s, and nowhere clearly behind.") % words  # fmt: skip
    return _("%(one)s is clearly behind %(other)s on %(behind)s, and nowhere clearly ahead.") % words  # fmt: skip


def _some(names: Sequence[str]) -> str:
    """Up to three by name; more are counted. A name with a comma in it stands in quotes."""
    names = [_("“%(name)s”") % {"name": name} if "," in name else name for name in names]
    if len(names) <= 3:
        return list_of(names)
    rest = len(names) - 2
    words = {"names": ", ".join(names[:2]), "count": rest}
    return ngettext("%(names)s and one other figure", "%(names)s and %(count)s other figures", rest) % words  # fmt: skip


def leads_words(lines: Sequence[Line]) -> str:
    """On how many figures somebody leads clearly: the title of all panels together."""
    told = [line for line in lines if line.known > 1 and line.variable.direction]
    led = sum(len(front_of(line)) == 1 for line in told)
    words = {"count": led, "all": len(told)}
    if not told:
        return _("Nothing here says who is ahead.")
    if not led:
        return _("On none of these figures does anybody lead clearly.")
    if led == len(told):
        return _("On each of these figures one of them leads clearly.")
    return (
        ngettext(
            "On one of %(all)s figures somebody leads clearly; on the others nobody does.",
            "On %(count)s of %(all)s figures somebody leads clearly; on the others nobody does.",
            led,
        )
        % words
    )


def front_of(line: Line) -> list[int]:
    """Who stands first, and all who are about the same as that one; by place in ``cells``."""
    sign = -1 if line.variable.direction < 0 else 1
    values = {n: sign * cell.value for n, cell in enumerate(line.cells) if cell is not None}
    if not values:
        return []
    first = max(values, key=lambda n: values[n])
    return [first, *(n for n in values if n != first and line.word(n, first) == "level")]


def leader_words(line: Line, names: Sequence[str]) -> str:
    """The title of a figure's panel: who leads firmly, or that nobody does."""
    front = front_of(line)
    words = {"figure": line.variable.short, "names": list_of([names[n] for n in sorted(front)])}
    if line.known < 2:
        return _("%(figure)s: too little is known to compare") % words
    if line.all_level:
        return _of_equals(line, words)
    if len(front) == 1:
        return _of_leader(line, words, names, front[0])
    if line.variable.direction == 0:
        return (
            _("%(figure)s: none is clearly highest; about the same at the top: %(names)s") % words
        )
    return _("%(figure)s: none leads clearly; about the same at the front: %(names)s") % words


def _of_equals(line: Line, words: dict[str, str]) -> str:
    if line.known == 2:
        return _("%(figure)s: %(names)s are about the same") % words
    if line.known == len(line.cells):
        return _("%(figure)s: all are about the same") % words
    return _("%(figure)s: all that are known are about the same") % words


def _of_leader(line: Line, words: dict[str, str], names: Sequence[str], first: int) -> str:
    others = [names[n] for n, cell in enumerate(line.cells) if cell is not None and n != first]
    words |= {"name": names[first], "others": list_of(others)}
    if line.variable.direction == 0:
        return _("%(figure)s: %(name)s is clearly highest") % words
    if len(others) < 3:
        return _("%(figure)s: %(name)s is clearly ahead of %(others)s") % words
    return _("%(figure)s: %(name)s leads, clearly ahead of all others") % words


def against_words(line: Line, names: Sequence[str]) -> list[str]:
    """Sentences about one figure: who is about the same as the first, who clearly apart."""
    if line.known < 2:
        return [_("Too little is known to compare.")]
    if line.cells[0] is None:
        return [_("%(name)s is unknown here.") % {"name": names[0]}]
    if line.all_level:
        said = [_("All that are known are about the same.")]
    else:
        said = _apart(line, names)
    unknown = [names[n] for n in line.against()["unknown"]]
    return [*said, _("Unknown: %(names)s.") % {"names": list_of(unknown)}] if unknown else said


def _apart(line: Line, names: Sequence[str]) -> list[str]:
    found = line.against()
    said = {word: list_of([names[n] for n in found[word]]) for word in ("level", "above", "below")}
    own, neutral = names[0], line.variable.direction == 0
    sentences = []
    if said["level"]:
        sentences.append(
            _("About the same as %(own)s: %(names)s.") % {"own": own, "names": said["level"]}
        )
    if said["above"]:
        words = {"own": own, "names": said["above"]}
        sentences.append(
            (
                _("Clearly higher: %(names)s.")
                if neutral
                else _("Clearly ahead of %(own)s: %(names)s.")
            )
            % words
        )
    if said["below"]:
        words = {"own": own, "names": said["below"]}
        sentences.append(
            (_("Clearly lower: %(names)s.") if neutral else _("Clearly behind %(own)s: %(names)s."))
            % words
        )
    return sentences


def unlike_words(pair: Unlike) -> str:
    """``A and B are not structural peers: they lie far apart on population.``"""
    words = {
        "one": territory_name(pair.one),
        "other": territory_name(pair.other),
        "most": list_of([line.variable.short for line in pair.most]),
    }
    if not pair.most:
        return _("%(one)s and %(other)s are not structural peers.") % words
    return _("%(one)s and %(other)s are not structural peers: they lie furthest apart on %(most)s.") % words  # fmt: skip
