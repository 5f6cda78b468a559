"""The picture that a link to a territory's page shows where it is shared; drawn once and kept."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from territoria.documents.paper_png import pngs_of
from territoria.documents.saving import save_together
from territoria.pictures.picture import Label, Picture
from territoria.pictures.social_card import CardPillar, social_card
from territoria_web.compare.queries.portrait_parts import Standing

Pillars = Sequence[tuple[str, Standing]]


def card_of(name: str, finding: str, pillars: Pillars, title: str) -> bytes:
    """A card as PNG. ``pillars``: title and score of each dimension."""
    picture = social_card("card", title, finding, name, finding, [_pillar(*p) for p in pillars])
    return _kept(picture)


def _pillar(name: str, s: Standing) -> CardPillar:
    label = f"{s.said} ({s.low_said}–{s.high_said})" if s.value is not None else ""
    return CardPillar(name, s.value, s.low, s.high, Label(label, s.address))


def _kept(picture: Picture) -> bytes:
    """The PNG of a picture, kept under the digest of its drawing."""
    name = f"{hashlib.sha256(picture.svg.encode()).hexdigest()[:40]}.png"
    folder = Path(settings.MEDIA_ROOT) / "cards"
    path = folder / name
    if not path.is_file():
        save_together(folder, {name: pngs_of([picture])[picture.svg]})
    return path.read_bytes()
