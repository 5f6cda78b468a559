"""The engine's tokens as custom properties: the text of ``static/site/tokens.css``.

A test holds the file to this text; ``python -m territoria_web.site.tokens`` prints it anew.
"""

from __future__ import annotations

from collections.abc import Mapping

from territoria.documents import look
from territoria.pictures import style

HEAD = """\
/* The tokens of the engine (territoria.pictures.style, territoria.documents.look) as custom
   properties. The pictures carry the light values as attributes; in the dark each is given its
   dark partner. Generated: change the engine's tokens, not this file. */
"""

_MARKS = {"above": style.ABOVE, "level": style.LEVEL, "below": style.BELOW, "hatch": style.HATCH}
_STEPS = {f"step-{place}": colour for place, colour in enumerate(style.SEQUENCE, start=1)}
# only forms and notices use it: what is wrong must be mended
_WRONG = ("#9f1f1a", "#ff9d92")


def tokens_css() -> str:
    """The whole file."""
    light = {**look.LIGHT, **_MARKS, "wrong": _WRONG[0], **_STEPS}
    dark = {**look.DARK, **_darkened(_MARKS), "wrong": _WRONG[1], **_darkened(_STEPS)}
    return (
        f"{HEAD}:root {{\n{_lines(light, 2)}\n}}\n"
        "@media screen and (prefers-color-scheme: dark) {\n"
        f"  :root {{\n{_lines(dark, 4)}\n  }}\n"
        "  .picture svg text:not([fill]) { fill: var(--ink); }\n"
        f"{_pictures()}\n}}\n"
    )


def _darkened(colours: Mapping[str, str]) -> dict[str, str]:
    return {name: look.PICTURE_DARK[colour] for name, colour in colours.items()}


def _lines(values: Mapping[str, str], indent: int) -> str:
    return "\n".join(f"{' ' * indent}--{name}: {value};" for name, value in values.items())


def _pictures() -> str:
    return "\n".join(
        f'  .picture svg [{kind}="{light}"] {{ {kind}: {dark}; }}'
        for light, dark in look.PICTURE_DARK.items()
        for kind in ("fill", "stroke")
    )


if __name__ == "__main__":
    print(tokens_css(), end="")
