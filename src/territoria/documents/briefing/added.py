"""What people put into a briefing beside what the house computed: decisions, voices, their plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from territoria.documents.document import Block, Line
from territoria.model import Reading


@dataclass(frozen=True)
class Added:
    """The people's part of a briefing, as blocks and lines that are ready to print.

    ``instead``: by section, what stands in place of the desk's blocks, under the same heading;
    ``behind``: what follows them; ``asked``: what was answered, question by question, in the annex
    in place of the questions to ask next; ``notes``: what follows a card, by id of the advice. ``chosen``:
    the advice that was taken, in order; None where nobody has decided yet; ``declined``: what was
    not, each with a reason of its own among these blocks. ``facts``: the header's
    pairs behind territory and data. ``readings``: of every address that these blocks name.
    """

    subtitle: str
    facts: tuple[tuple[str, str], ...] = ()
    chosen: tuple[str, ...] | None = None
    declined: tuple[str, ...] = ()
    decision: Line = ()
    caveat: Line = ()
    instead: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    behind: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    notes: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    asked: tuple[Block, ...] = ()
    readings: Mapping[str, Reading] = field(default_factory=dict)
