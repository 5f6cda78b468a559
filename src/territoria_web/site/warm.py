"""What a serving process opens before it is asked, so that the first reader does not wait for it.

Texts, the search for places, the places on the map, and the engine's arrays behind explanations.
What is open then stays for good: the collector of garbage need not look through it again and again.
"""

from __future__ import annotations

import gc
import logging
from threading import Thread

from django.db import connection

log = logging.getLogger(__name__)
# New objects before the youngest are looked through; a page makes some thousands and drops them.
ROUNDS = (20_000, 10, 20)


def warm_in_background() -> None:
    """Open it all beside the first answers."""
    Thread(target=warm, name="warm", daemon=True).start()


def warm() -> None:
    """Open it all. What cannot be opened yet is opened when someone asks."""
    from territoria_web.library.queries import library_digest
    from territoria_web.measure.queries.assessments import current
    from territoria_web.measure.queries.universes import universe_of
    from territoria_web.territories.boundaries import ground_of
    from territoria_web.territories.queries import search_territories

    try:
        library_digest()
        search_territories("a")
        ground_of("2021", 2)
        universe_of(current()).assessment.replications  # noqa: B018 - computed once, kept
    except Exception:  # a site must start even where its data are not there yet
        log.warning("some things are opened when they are asked for first", exc_info=True)
    finally:
        connection.close()
    keep_for_good()


def keep_for_good() -> None:
    """Take a million objects out of the rounds of the collector: a tenth of the time of a page."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*ROUNDS)
