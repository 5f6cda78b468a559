"""Signatures of feeds."""

from __future__ import annotations

from territoria_web.act.feed.signing import fingerprint, is_signed, public_key, sign

# RFC 8032, 7.1, test 2
SECRET = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
PUBLIC = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
SIGNATURE = (
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)


def test_the_example_of_the_standard():
    assert public_key(SECRET) == PUBLIC
    assert sign(SECRET, b"\x72") == SIGNATURE
    assert is_signed(PUBLIC, SIGNATURE, b"\x72")


def test_another_message_key_or_way_of_writing_is_not_signed():
    assert not is_signed(PUBLIC, SIGNATURE, b"\x73")
    assert not is_signed(public_key("01" * 32), SIGNATURE, b"\x72")
    assert not is_signed(PUBLIC, SIGNATURE.upper(), b"\x72")
    assert not is_signed("ff" * 32, SIGNATURE, b"\x72")
    assert not is_signed("", "", b"")


def test_a_fingerprint_is_eight_groups_to_read_out():
    assert fingerprint(PUBLIC) == "39f7 13d0 a644 253f 0452 9421 b9f5 1b9b"
    assert [len(group) for group in fingerprint(PUBLIC).split()] == [4] * 8
