"""Where the derivation of a number is shown: every number on a public page links there."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import get_language


def derivation_url(address: str) -> str:
    """Where the number of this address is explained; empty without an address."""
    return f"{explain_url()}{quote(address, safe=':@/,')}" if address else ""


def explain_url() -> str:
    """What the address of a number is put behind, for its derivation."""
    return _page(get_language() or "en")


@lru_cache(maxsize=8)
def _page(lang: str) -> str:
    return f"{reverse('public:explain')}?number="
