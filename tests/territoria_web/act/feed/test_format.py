"""The format of feeds: canonical bytes, digests, items."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signed_feeds import SECRET, a_document, an_item
from territoria_web.act.feed.format import canonical, item_digest, moment, unsigned
from territoria_web.act.feed.signing import is_signed, public_key

NAMES = st.text("abcdefgh_", min_size=1, max_size=6)
TEXTS = st.text('ab é€中𝄞"\\/\n\u2028', max_size=8)
ONE = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS
INNER = st.dictionaries(NAMES, ONE, max_size=4)
PLAIN = st.dictionaries(NAMES, ONE | INNER | st.lists(ONE | INNER, max_size=3), max_size=5)


def turned(value: Any) -> Any:
    """The same with the names of every part in the other order."""
    if isinstance(value, dict):
        return {key: turned(value[key]) for key in reversed(list(value))}
    return [turned(one) for one in value] if isinstance(value, list) else value


@given(PLAIN)
def test_canonical_bytes_do_not_hang_on_the_order_of_names(value: Any):
    assert canonical(turned(value)) == canonical(value)


def test_canonical_bytes_are_those_of_the_standard():
    held = {"b": [1, True, None], "a": 'é "\\\n\u2028€'}
    assert canonical(held) == '{"a":"é \\"\\\\\\n\u2028€","b":[1,true,null]}'.encode()


def test_control_characters_that_somebody_pasted_do_not_reach_a_feed():
    item = an_item(title={"en": "Buses\x0b on call"}, body={"parts": [{"text": "a\x0cb\n"}]})
    assert item["title"] == {"en": "Buses on call"}
    assert item["body"] == {"parts": [{"text": "ab\n"}]}
    assert item["digest"] == item_digest(item)


def test_what_is_no_number_cannot_be_signed():
    with pytest.raises(ValueError):
        canonical({"a": float("nan")})


def test_the_digest_of_an_item_covers_all_of_it_but_itself():
    item = an_item()
    assert item["digest"] == item_digest(item)
    for key in set(item) - {"digest"}:
        assert item_digest({**item, key: "other"}) != item["digest"]
    assert an_item(withdrawn=True)["digest"] != item["digest"]


def test_a_document_is_dated_by_its_number_and_signed_as_a_whole():
    held = a_document(an_item())
    assert held["dated"] == moment(datetime.fromtimestamp(held["sequence"], UTC))
    assert is_signed(public_key(SECRET), held["signature"], canonical(unsigned(held)))
