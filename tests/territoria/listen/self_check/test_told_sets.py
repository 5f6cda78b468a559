from __future__ import annotations

import json

import numpy as np

from territoria.listen.self_check.told_sets import ToldSets

FIRMS = [f"firm {n}" for n in range(30)]
EVERY = np.ones(30, dtype=bool)


def test_a_firm_keeps_its_place_whoever_comes_or_leaves():
    kept = {}
    first = ToldSets(kept, FIRMS[:12])
    first.tell("firms", "firms", first.set_of(EVERY[:12]), apart=0)
    again = ToldSets(json.loads(json.dumps(kept)), ["new", *FIRMS[1:12]])
    found = again.set_of(np.arange(12) > 0)
    assert again.last("firms") ^ found == first.set_of(np.arange(12) == 0)
    assert "firm 1" not in json.dumps(kept)


def test_tables_come_back_as_they_were_told():
    told = ToldSets({}, FIRMS)
    every, small = told.set_of(EVERY), told.set_of(np.arange(30) < 12)
    told.tell("basic", "basic", every, apart=0)
    told.tell_table("basic", "basic", "size", (every, {"micro": None, "small": small}))
    assert told.tables("basic", "size") == [(every, {"micro": None, "small": small})]


def test_what_was_told_of_a_group_binds_all_its_figures_in_both_parts():
    told = ToldSets({}, FIRMS)
    apart = told.set_of(np.arange(30) >= 18)
    told.tell("overall", "overall", told.set_of(np.arange(30) < 18), apart=apart)
    assert told.fits("overall", told.set_of(EVERY), apart, 10)
    # one fewer of those that are in all, and one more of those that are in some
    assert not told.fits("overall", told.set_of(np.arange(30) > 0), apart, 10)
    assert not told.fits("overall", told.set_of(np.arange(30) < 19), apart, 10)
    assert told.fits("bands", told.set_of(np.arange(30) > 0), 0, 10)
