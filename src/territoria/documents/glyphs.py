"""Characters that no font of ours can draw are printed as their code point."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from territoria.documents import look

_CLUSTER = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_DEBUG_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}


def compile_printable(source: str, compile_source: Callable[[str], bytes]) -> bytes:
    """Compile; where a glyph is missing, name the code point in its place and compile again.

    ``compile_source`` raises ``typst.TypstError``. The source is only searched for missing glyphs
    after a first failure, so that the usual document pays nothing.
    """
    import typst

    for attempt in range(40):
        try:
            return compile_source(source)
        except typst.TypstError as error:
            cluster = _missing_cluster(str(error))
            if cluster is None:
                raise
            names = {c for c in set(source) if ord(c) > 126 and not has_glyph(c)}
            if attempt or not names:
                names |= {c for c in cluster if ord(c) > 126}
            if not names:
                raise
            source = "".join(code_point(c) if c in names else c for c in source)
    raise RuntimeError("too many characters without a glyph")


def code_point(character: str) -> str:
    """E.g. ``[U+4E2D]``."""
    return f"[U+{ord(character):04X}]"


@lru_cache(maxsize=4096)
def has_glyph(character: str) -> bool:
    """Whether one of the documents' fonts can draw the character alone."""
    import typst

    source = f'#set text(font: ("{look.FONT}", "{look.MONO}"))\n#"{character}"'
    try:
        _probe().compile(input=source.encode(), format="pdf", pdf_standards=["a-2u"])
    except typst.TypstError as error:
        return _missing_cluster(str(error)) is None
    return True


@lru_cache(maxsize=1)
def _probe():  # type: ignore[no-untyped-def]
    import typst

    return typst.Compiler(font_paths=[look.font_directory()], ignore_system_fonts=True)


def _missing_cluster(message: str) -> str | None:
    match = _CLUSTER.search(message)
    if match is None:
        return None
    return _DEBUG_ESCAPE.sub(
        lambda m: chr(int(m[1], 16)) if m[1] else _SIMPLE.get(m[2], m[2]), match[1]
    )
