"""Effect claims as a table shows them."""

from __future__ import annotations

from territoria_web.public.prose import claims_shown
from territoria_web.recommend.queries.practices import Claim


def test_a_claim_ends_with_the_sources_that_it_does_not_name_yet():
    claim = Claim("Jobs", "Ten came [1].", "E1", "told", "own count", (1, 3))
    shown = claims_shown([claim])[0]["said"]
    assert shown == 'Ten came <a href="#source-1">[1]</a>. <a href="#source-3">[3]</a>'
