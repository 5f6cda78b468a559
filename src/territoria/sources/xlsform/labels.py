"""Options by name or by label, in any language of the form."""

from __future__ import annotations

from collections.abc import Iterable

from territoria.model.surveys import DONT_KNOW, NOT_APPLICABLE, FormItem, FormOption, FormRole
from territoria.model.surveys import FormWords as Words
from territoria.sources.xlsform.names import DONT_KNOW_WORDS, NOT_APPLICABLE_WORDS


def plain(text: str) -> str:
    """A label without differences of case, white space and apostrophes."""
    return " ".join(text.replace("’", "'").split()).casefold()


def labels_of(words: Words) -> set[str]:
    """A sentence in every language, plain."""
    return {plain(said) for said in words.root.values()}


def option_named(
    given: str, options: Iterable[FormOption | FormRole], item: FormItem | None = None
) -> str | None:
    """The option of that name or label; None where there is none, or more than one."""
    held = list(options)
    if given in {option.id for option in held}:
        return given
    wanted = plain(given)
    found = [option.id for option in held if wanted in labels_of(option.text)]
    found += [name for name, labels in _beside(item).items() if wanted in labels or name == given]
    return found[0] if len(found) == 1 else None


def options_named(given: str, item: FormItem) -> list[str]:
    """Names of all options in a cell that holds several, names or labels, parted by blanks."""
    names = given.split()
    known = {option.id for option in item.options} | set(_beside(item))
    if set(names) <= known:
        return names
    by_label = {label: o.id for o in item.options for label in labels_of(o.text)}
    by_label |= {label: name for name, labels in _beside(item).items() for label in labels}
    rest, found = plain(given), list[str]()
    for label in sorted(by_label, key=len, reverse=True):
        spaced = f" {rest} "
        if f" {label} " in spaced:
            found.append(by_label[label])
            rest = spaced.replace(f" {label} ", "  ").strip()
    return [*found, *rest.split()]


def _beside(item: FormItem | None) -> dict[str, set[str]]:
    """*Don't know* and *not applicable*, where the item allows them."""
    if item is None:
        return {}
    both = (
        (item.dont_know, DONT_KNOW, DONT_KNOW_WORDS),
        (item.not_applicable, NOT_APPLICABLE, NOT_APPLICABLE_WORDS),
    )
    return {name: labels_of(Words.said(text)) for allowed, name, text in both if allowed}
