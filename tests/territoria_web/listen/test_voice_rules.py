"""What phones and own links carry: sealed, of one voice alone, nothing of it in the rows."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.core import signing
from hypothesis import given
from hypothesis import strategies as st

from territoria_web.listen.models import Forum, Voice
from territoria_web.listen.voice_rules import (
    SEAL,
    confirm_token_of,
    digest_of,
    is_taking,
    new_token,
    own_token_of,
    read_confirm_token,
    read_own_token,
    standing_of,
)
from territoria_web.territories.models import Cycle

SOMEBODY = Voice(public_id=UUID(int=7))


@given(st.uuids())
def test_an_own_link_opens_what_is_of_its_voice(number: UUID):
    assert read_own_token(own_token_of(Voice(public_id=number))) == number


@given(st.text(max_size=60))
def test_no_other_text_opens_anything(text: str):
    assert read_own_token(text) is None
    assert read_confirm_token(text) is None


def test_a_changed_letter_breaks_the_seal():
    token = own_token_of(SOMEBODY)
    for place in range(len(token)):
        other = "A" if token[place] != "A" else "B"
        assert read_own_token(token[:place] + other + token[place + 1 :]) is None
    assert read_own_token(token[:-SEAL]) is None


def test_the_seal_of_another_voice_opens_nothing():
    other = own_token_of(Voice(public_id=UUID(int=8)))
    assert read_own_token(own_token_of(SOMEBODY)[:-SEAL] + other[-SEAL:]) is None


def test_a_confirmation_names_its_voice_and_address():
    token = confirm_token_of(SOMEBODY, "ada@example.org")
    assert read_confirm_token(token) == (UUID(int=7), "ada@example.org", standing_of(SOMEBODY))
    assert read_confirm_token(f"{token[:-1]}~") is None


@pytest.mark.parametrize("body", [["x", "a@b.c"], ["7"], "ab", None])
def test_what_we_signed_for_something_else_confirms_nothing(body: object):
    for salt in ("territoria.listen.confirm", "another salt"):
        assert read_confirm_token(signing.dumps(body, salt=salt)) is None


def test_tokens_differ_and_their_digests_tell_nothing_of_them():
    tokens = {new_token() for _one in range(50)}
    assert len({digest_of(token) for token in tokens}) == 50
    assert all(len(digest_of(token)) == 64 and token not in digest_of(token) for token in tokens)


@pytest.mark.parametrize(
    ("is_open", "cycle", "takes"),
    [(True, "open", True), (False, "open", False), (True, "closed", False)],
)
def test_people_are_heard_where_forum_and_cycle_are_open(is_open: bool, cycle: str, takes: bool):
    forum = Forum(is_open=is_open, cycle=Cycle(state=cycle))
    assert is_taking(forum) == takes
