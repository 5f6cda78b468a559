"""Self-checks: who may answer until when, the link that a firm keeps, and what looks like a machine.

The link carries a number that nobody else knows; of it the rows hold only what the house's secret makes
of it, so that they tell nobody who answered, and a lost link cannot be found again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from uuid import UUID

from territoria_web.library.initiative_names import SIZES
from territoria_web.library.own_links import own_link, read_own_link
from territoria_web.library.sector_names import SECTORS
from territoria_web.listen.models import SelfCheck
from territoria_web.listen.rules import key_of

KIND: Final = "self-check"
LEAST_FIRMS: Final = 10  # firms behind any figure that is shown
MOST_OBSTACLES: Final = 5
MOST_SITTINGS: Final = 40  # of one link
MOST_BEGUN_A_DAY: Final = 5000  # of one check
QUICKEST: Final = 2.0  # seconds below which nobody reads the first page and fills it in
MOST_TURNS_A_MINUTE: Final = 40  # of one firm: each is a question to read
MOST_ALIKE_A_DAY: Final = 20  # the same answers to every question, of one check
WAYS: Final = re.compile(r"[@\d]|www\.|://")
# staff of an office instead of a firm
OFFICE_SIZES: Final = {code: name for code, name in SIZES.items() if code != "self-employed"}


def sizes_for(audience: str) -> Mapping[str, str]:
    """Size class → its name in English, to be translated."""
    return SIZES if audience == SelfCheck.Audience.FIRMS else OFFICE_SIZES


def sectors_for(audience: str) -> Mapping[str, str]:
    """Section of NACE → its name in English, to be translated; nothing for public bodies."""
    return SECTORS if audience == SelfCheck.Audience.FIRMS else {}


def takes_sittings(check: SelfCheck) -> bool:
    """Whether it is open and so is its cycle, which is read with it."""
    return check.state == SelfCheck.State.OPEN and check.cycle.state == "open"


def can_be_reached(contact: str) -> bool:
    """Whether a contact tells a way: an e-mail address, a link, a telephone or a house number."""
    return WAYS.search(contact) is not None


def sitting_link(number: UUID) -> str:
    """The link of one firm."""
    return own_link(KIND, number)


def taker_key(token: str) -> str | None:
    """What the rows hold of a link; None where its seal is not ours."""
    held = read_own_link(KIND, token)
    return key_of(KIND, held[0]) if held else None
