"""A spot on the map without JavaScript: the picture is a button that says where it was pressed."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from territoria.pictures.need_map import Ground, need_map
from territoria_web.listen.models import Forum
from territoria_web.listen.queries.need_map import districts_on_map, frame_of, latest_marks

# a press is told in pixels of the picture as it is shown, so it is never shown in another size
WIDTHS: Final = {"wide": 512, "slim": 288}
Spot = tuple[float, float]


@dataclass(frozen=True)
class MapButton:
    """The picture in one size, as an address that holds it."""

    name: str
    source: str
    width: int
    height: int


def map_buttons(forum: Forum, mark: Spot | None) -> list[MapButton]:
    """The map of a forum for broad and for narrow screens; nothing where it has no frame."""
    needs = latest_marks(forum)
    frame = frame_of(forum, needs)
    if frame is None:
        return []
    found = []
    for name, width in WIDTHS.items():
        drawn = need_map(
            f"spot-{name}",
            _("Map"),
            _("Needs that are published, and your mark."),
            needs,
            districts_on_map(forum),
            frame,
            width=width,
            mark=mark,
        )
        source = base64.b64encode(drawn.svg.encode()).decode()
        address = f"data:image/svg+xml;base64,{source}"
        found.append(MapButton(name, address, drawn.width, drawn.height))
    return found


def pressed_spot(forum: Forum, typed: Mapping[str, str]) -> Spot | None:
    """Where the map was pressed; None where it was not. A key of the keyboard presses at no place
    (0, 0), and what lies under the map is its legend.
    """
    for name, width in WIDTHS.items():
        x, y = (_number(typed.get(f"{name}.{axis}", "")) for axis in "xy")
        if x is None or y is None or (x, y) == (0, 0):
            continue
        frame = frame_of(forum, latest_marks(forum))
        ground = Ground(frame, width) if frame else None
        if ground is not None and 0 <= x <= width and 0 <= y <= ground.height:
            return ground.spot(x, y)
    return None


def is_on_map(forum: Forum, spot: Spot) -> bool:
    """Whether a spot lies on the map that the form shows, to the pixel; nothing does without a map."""
    frame = frame_of(forum) or frame_of(forum, latest_marks(forum))
    return frame is not None and any(_holds(Ground(frame, w), spot) for w in WIDTHS.values())


def _holds(ground: Ground, spot: Spot) -> bool:
    x, y = ground.place(spot)
    return -1 <= x <= ground.width + 1 and -1 <= y <= ground.height + 1


def was_pressed(typed: Mapping[str, str]) -> bool:
    """Whether the map was pressed at all."""
    return any(f"{name}.x" in typed for name in WIDTHS)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 6 else None
