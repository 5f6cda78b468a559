"""A broken rule, to be said in the language of whoever reads it, not in that of the document."""

from __future__ import annotations

from dataclasses import dataclass, field

from territoria.speech import gettext


@dataclass(frozen=True)
class Fault:
    """Two English sentences with slots, and what stands in them.

    ``told`` stays as it stands in the document; ``named`` are words of the house, which are
    translated with the sentence.
    """

    said: str
    cure: str
    told: dict[str, str | int] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)

    @property
    def what(self) -> str:
        """What is wrong, in the language spoken."""
        return self._spoken(self.said)

    @property
    def mend(self) -> str:
        """How it is mended, in the language spoken."""
        return self._spoken(self.cure)

    def _spoken(self, sentence: str) -> str:
        names = {slot: gettext(word) for slot, word in self.named.items()}
        return gettext(sentence).format(**self.told, **names)
