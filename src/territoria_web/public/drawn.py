"""Drawing a picture once: the same inputs in the same language are the same picture.

What is drawn is the key itself, so that nothing has to say when a picture is out of date.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language

from territoria.pictures.picture import Picture

MOST = 512  # pictures are 5 to 60 KB
SLIM = 328
"""As wide as the column of a phone of 360, so that letters keep their size."""


def drawn_once(draw: Callable[..., Picture], *inputs: Any, **options: Any) -> Picture:
    """``draw(*inputs, **options)``, kept; all inputs are frozen things and tuples of them."""
    return _drawn(get_language() or "en", draw, inputs, tuple(options.items()))


@lru_cache(maxsize=MOST)
def _drawn(
    lang: str,
    draw: Callable[..., Picture],
    inputs: tuple[Any, ...],
    options: tuple[tuple[str, Any], ...],
) -> Picture:
    return draw(*inputs, **dict(options))
