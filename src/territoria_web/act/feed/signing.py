"""Signatures of feeds: Ed25519 (RFC 8032), keys and signatures as small hexadecimal letters."""

from __future__ import annotations

import hashlib
import re
from typing import Final

KEY: Final = re.compile(r"[0-9a-f]{64}")
SIGNATURE: Final = re.compile(r"[0-9a-f]{128}")
GROUP: Final = 4  # letters that are read out in one breath
SAID: Final = 32  # letters of a fingerprint, 128 bits


def new_secret() -> str:
    """A secret key by chance."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.generate().private_bytes_raw().hex()


def public_key(secret: str) -> str:
    """The public key of a secret one."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    held = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret))
    return held.public_key().public_bytes_raw().hex()


def sign(secret: str, message: bytes) -> str:
    """The signature of a message."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret)).sign(message).hex()


def is_signed(key: str, signature: str, message: bytes) -> bool:
    """Whether this signature of this message was made with the secret of this public key."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    if not KEY.fullmatch(key) or not SIGNATURE.fullmatch(signature):
        return False
    try:
        held = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        held.verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(key: str) -> str:
    """What two people compare by telephone: the first half of the key's SHA-256, in groups of four."""
    said = hashlib.sha256(bytes.fromhex(key)).hexdigest()[:SAID]
    return " ".join(said[at : at + GROUP] for at in range(0, SAID, GROUP))
