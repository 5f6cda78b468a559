"""Reading a feed: whatever does not hold is refused, with what, where and how to mend."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signed_feeds import KEY, OTHER, SECRET, SITE, a_document, an_item, later, signed
from territoria.errors import DataError
from territoria_web.act.feed.format import (
    MOST_BYTES,
    Document,
    canonical,
    item_digest,
    succession,
    unsigned,
)
from territoria_web.act.feed.reading import Read, check_order, following_key, read_feed
from territoria_web.act.feed.signing import public_key, sign

WHERE = "feed.json"
HELD = signed(an_item("one"), an_item("two", kind="call"))


def read(content: bytes, now: datetime | None = None) -> Read:
    return read_feed(content, where=WHERE, now=now or datetime.now(UTC))


def refusal(content: bytes, now: datetime | None = None) -> str:
    with pytest.raises(DataError) as refused:
        read(content, now)
    first = refused.value.problems[0]
    assert first.mend
    assert first.where.startswith(WHERE)
    return first.what


def signed_anew(document: Document, **parts: Any) -> bytes:
    """Other parts, signed rightly: what a faulty programme would publish."""
    changed = unsigned({**document, **parts})
    return json.dumps({**changed, "signature": sign(SECRET, canonical(changed))}).encode()


def with_item(**parts: Any) -> bytes:
    item = {**an_item(), **parts}
    if "digest" not in parts:
        item["digest"] = item_digest(item)
    return signed_anew(a_document(), items=[item])


def test_a_feed_that_holds_is_read():
    found = read(HELD)
    assert (found.name, found.url, found.key) == ("Cities of the north", SITE, KEY)
    assert [item["id"] for item in found.items] == ["one", "two"]


def test_the_layout_of_the_file_does_not_matter():
    assert read(json.dumps(json.loads(HELD), indent=4).encode()).digest == read(HELD).digest


@given(place=st.integers(0, len(HELD) - 1), other=st.integers(1, 255))
def test_any_changed_byte_is_refused(place: int, other: int):
    changed = bytearray(HELD)
    changed[place] ^= other
    with pytest.raises(DataError):
        read(bytes(changed))


def test_what_is_no_feed():
    no_json = "it cannot be read as JSON."
    assert refusal(b"<html>") == no_json
    assert refusal(b"\xff\xfe{") == no_json
    assert refusal(b'{"a": 1, "a": 2}') == no_json
    assert refusal(b'{"a": 1.5}') == no_json
    assert refusal(b"[" * 100_000) == no_json
    assert refusal(b"[]") == "it is not written in the format territoria-feed/1."
    assert refusal(b'{"format": "territoria-feed/2"}').startswith("it is not written in the format")
    assert refusal(b" " * (MOST_BYTES + 1)) == "it is larger than 5000 kilobytes."


def test_signs_and_depth_that_no_feed_holds():
    deep: Any = "x"
    for _ in range(20):
        deep = [deep]
    assert refusal(with_item(body={"a": deep})).startswith("lists stand in it deeper")
    for body in ({"a": "\x00"}, {"a": "\ud800"}, {"A b": 1}, {"a": 2**60}):
        document = json.loads(HELD)
        document["items"][0]["body"] = body
        said = refusal(json.dumps(document).encode())
        assert said == "it holds signs or numbers that no feed holds."


def test_parts_that_are_missing_are_named():
    document = unsigned(a_document())
    document["installation"] = {"name": " ", "url": "javascript:alert(1)", "key": "x"}
    del document["items"]
    assert refusal(canonical({**document, "sequence": True})) == (
        "these parts are missing or not what they should be: installation.name, installation.url, "
        "installation.key, sequence, items, signature."
    )


def test_a_signature_of_somebody_else_does_not_hold():
    document = a_document(an_item())
    forged = {**document, "signature": sign(OTHER, canonical(unsigned(document)))}
    assert refusal(canonical(forged)).startswith("the signature does not hold")


def test_dates_that_do_not_hold():
    assert refusal(HELD, later()).startswith("it was valid until ")
    early = datetime(2020, 1, 1, tzinfo=UTC)
    assert refusal(HELD, early).endswith("which is still to come.")
    assert "dated" in refusal(signed_anew(a_document(), dated="2026-05-04"))


def test_items_that_do_not_hold():
    missing = "a part of it is missing or not what it should be."
    assert refusal(with_item(digest="0" * 64)) == "its digest is not that of its words."
    assert refusal(with_item(kind="recipe")) == "its kind recipe is not known."
    foreign = "its address is not one of the installation that signed it."
    assert refusal(with_item(address="https://elsewhere.example/x")) == foreign
    assert refusal(with_item(address=f"{SITE}.evil.example/x")) == foreign
    assert refusal(with_item(address="javascript:alert(1)")) == missing
    assert refusal(with_item(title={})) == missing
    assert refusal(with_item(title={"en": " "})) == missing
    assert refusal(with_item(withdrawn="yes")) == missing
    assert refusal(signed_anew(a_document(), items=[7])) == missing
    twice = signed(an_item(), an_item())
    assert refusal(twice) == "it stands there twice."


def test_all_items_that_do_not_hold_are_told_together():
    items = [{**an_item(str(n)), "digest": "0" * 64} for n in range(12)]
    with pytest.raises(DataError) as refused:
        read(signed_anew(a_document(), items=items))
    assert len(refused.value.problems) == 10
    assert refused.value.problems[1].where == "feed.json, item 2"


def test_a_key_that_the_pinned_one_vouches_for_follows_it():
    third = "3d" * 32
    chain = [succession(SECRET, public_key(OTHER)), succession(OTHER, public_key(third))]
    new = read(signed(secret=third, before=chain))
    assert following_key(new, key=public_key(third), where=WHERE) == public_key(third)
    assert following_key(new, key=KEY, where=WHERE) == public_key(third)
    assert following_key(new, key=public_key(OTHER), where=WHERE) == public_key(third)


def test_a_key_that_nobody_vouches_for_is_refused():
    forged = [{"key": KEY, "signature": sign(OTHER, b"x")}]
    for before in ([], forged):
        with pytest.raises(DataError, match="another key than the one that was confirmed"):
            following_key(read(signed(secret=OTHER, before=before)), key=KEY, where=WHERE)


def test_an_older_one_is_refused_and_the_same_one_is_nothing_new():
    found = read(HELD)
    assert check_order(found, sequence=found.sequence - 1, digest="", where=WHERE)
    assert not check_order(found, sequence=found.sequence, digest=found.digest, where=WHERE)
    for sequence, digest in ((found.sequence + 1, found.digest), (found.sequence, "0" * 64)):
        with pytest.raises(DataError, match="older than what was taken over"):
            check_order(found, sequence=sequence, digest=digest, where=WHERE)
