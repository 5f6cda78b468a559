from __future__ import annotations

from territoria.listen.opinion.result import GroupCount, OpinionGroup, plain


def test_plain_is_lists_and_dictionaries_without_people():
    group = OpinionGroup("A", 5, ("al", "bo"), (1.0, 2.0), (1.0, 0.0, 1.0), (), ())
    assert plain({2: (group, None)}) == {
        "2": [
            {
                "name": "A",
                "size": 5,
                "centre": [1.0, 2.0],
                "spread": [1.0, 0.0, 1.0],
                "representative": [],
                "counts": [],
            },
            None,
        ]
    }


def test_who_took_no_side_passed():
    assert GroupCount("a", 9, 4, 3).passed == 2
