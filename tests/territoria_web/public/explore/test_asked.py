"""Reading an address, and writing it again."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from territoria_web.public.explore.asked import Refused, read_question


def test_an_address_is_read_whole():
    asked = read_question(
        QueryDict("view=ranking&i=gerd&i=eqi&t=fre1@2021&years=2015-2021&level=region&w.A2=2.5")
    )
    assert (asked.view, asked.figures, asked.chosen) == ("ranking", ("gerd", "eqi"), ("FRE1",))
    assert (asked.years, asked.level, asked.weights) == ((2015, 2021), 2, {"A2": 2.5})


def test_weights_alone_ask_what_if():
    assert read_question(QueryDict("w.A2=2")).view == "what-if"


def test_without_a_figure_nothing_is_asked_yet():
    assert read_question(QueryDict("t=FRE1")).nothing is True


def test_a_change_keeps_the_rest_and_goes_to_the_first_page():
    asked = read_question(QueryDict("i=gerd&t=FRE1&page=3&add=x&embed=1&utm=1"))
    assert asked.address(view="map") == "?i=gerd&t=FRE1&view=map"
    assert asked.strange == ("utm",)


def test_what_is_empty_is_left_out_of_addresses():
    asked = read_question(QueryDict("i=gerd&i=&among=&years="))
    assert asked.address(t=["FRE1"]) == "?i=gerd&t=FRE1"


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("view=pie&i=gerd", "There is no view “pie”."),
        ("i=gerd&years=20x", "The years “20x” cannot be read."),
        ("i=gerd&years=2021-2015", "The years “2021-2015” cannot be read."),
        ("i=gerd&level=street", "There is no level “street”."),
        ("i=gerd&page=0", "There is no page “0”."),
        ("i=gerd&page=²", "There is no page “²”."),
        ("w.A2=much", "The weight “much” of A2 is not a number."),
        ("w.A2=nan", "The weight “nan” of A2 is not a number."),
        ("i=gerd&among=Mars", "“Mars” does not say which territories are meant."),
        ("i=gerd&t=FR/1", "“FR/1” is not the code of a territory."),
        ("&".join(f"i=a{n}" for n in range(9)), "The address names 9 values of “i”."),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(query: str, what: str):
    with pytest.raises(Refused) as caught:
        read_question(QueryDict(query))
    assert caught.value.what == what
    assert caught.value.mend != ""
