"""A town that supports its needs, and scripts that want one of them up: invented, with a seed."""

from __future__ import annotations

import numpy as np

from territoria.listen.abuse.unusual import Confirmed, Support

DAYS = 30
DAY = 24 * 60
ITEMS = tuple(f"need {n:02}" for n in range(20))
SHAPES = ("burst", "drip", "mixed", "confirmed burst")


def town(seed: int, voices: int = 2000, confirmed: float = 0.6) -> list[Support]:
    """People who come by day, read for some seconds and support one to six needs."""
    random = np.random.default_rng(seed)
    liked = random.dirichlet(np.full(len(ITEMS), 1.5))
    found = []
    for voice in range(voices):
        things = min(int(random.geometric(0.45)), 6)
        start = int(random.integers(DAYS)) * DAY + int(random.normal(15 * 60, 180)) % DAY
        sure: Confirmed = "mail" if random.random() < confirmed else ""
        for item in random.choice(len(ITEMS), size=things, replace=False, p=liked):
            seconds = float(random.lognormal(np.log(8), 0.8))
            found.append(Support(ITEMS[item], f"p{voice}", start, sure, seconds, things))
            start += 1 + int(seconds // 20)
    return found


def hall(seed: int, start: int, people: int = 300) -> list[Support]:
    """A meeting: all within ten minutes, behind one address, each for a need or two, none confirmed."""
    random = np.random.default_rng(seed)
    found = []
    for voice in range(people):
        things = int(random.integers(1, 3))
        for item in random.choice(8, size=things, replace=False):
            minute = start + int(random.integers(10))
            seconds = float(random.lognormal(np.log(6), 0.7))
            found.append(Support(ITEMS[item], f"h{voice}", minute, "", seconds, things))
    return found


def scripts(shape: str, target: str, seed: int, voices: int = 1000) -> list[Support]:
    """Voices of a script. ``burst``: within ten minutes at one pace; ``drip``: over all days like
    people, one thing each; ``mixed``: the same with two other needs each; ``confirmed burst``: a third
    of the burst has mailboxes of its own.
    """
    random = np.random.default_rng(seed)
    found = []
    for voice in range(voices):
        name = f"s{voice}"
        if "burst" in shape:
            sure: Confirmed = "mail" if "confirmed" in shape and voice % 3 == 0 else ""
            minute, seconds = 9 * DAY + int(random.integers(10)), 4 + float(random.random()) / 5
            found.append(Support(target, name, minute, sure, seconds, 1))
            continue
        others = random.choice([i for i in ITEMS if i != target], 2, replace=False)
        liked = (target, *map(str, others)) if shape == "mixed" else (target,)
        minute = int(random.integers(DAYS)) * DAY + int(random.normal(15 * 60, 180)) % DAY
        for item in liked:
            seconds = float(random.lognormal(np.log(8), 0.8))
            found.append(Support(item, name, minute, "", seconds, len(liked)))
    return found
