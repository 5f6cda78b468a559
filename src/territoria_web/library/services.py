"""Opening a text: its copy is frozen into a row."""

from __future__ import annotations

from territoria.model import Text
from territoria_web.library.models import FrozenText
from territoria_web.library.queries import body_of, digest_of


def freeze_text(*, kind: str, text_id: str, text: Text) -> FrozenText:
    """The frozen copy of a text as it stands now; the same text is kept once."""
    body = body_of(text)
    row, _ = FrozenText.objects.get_or_create(
        kind=kind, text_id=text_id, digest=digest_of(body), defaults={"body": body}
    )
    return row
