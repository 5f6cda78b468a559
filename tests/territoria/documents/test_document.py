"""The document model: what only leads into what follows, and what is merely quoted."""

from __future__ import annotations

import pytest

from territoria.documents.document import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    Plain,
    Table,
    is_quoted,
    leads_into,
)

LIST = Bullets(((Plain("One"),),))
TABLE = Table((), ("A",), (((Plain("1"),),),))


@pytest.mark.parametrize(
    ("words", "following", "leads"),
    [
        ("Who may lose:", LIST, True),
        ("The first three are these:", TABLE, True),
        ("Who may lose:", Heading(1, "Next"), False),
        ("Who may lose:", None, False),
        ("word " * 17, LIST, False),
    ],
)
def test_a_short_line_before_a_list_or_table_leads_into_it(
    words: str, following: Block | None, leads: bool
) -> None:
    assert leads_into(Paragraph((Plain(words),)), following) is leads


def test_only_words_of_a_text_are_quoted() -> None:
    addresses = ("text:paper@1:X@1:papers/p/plan:words:-", "score:b@1:X@1:A2:r:p")
    assert [is_quoted(address) for address in addresses] == [True, False]
