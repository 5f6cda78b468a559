"""Every deed of a call is told in a sentence of its own."""

from __future__ import annotations

import pytest

from call_world import a_judged_world, applications_of_call, reviewed, reviews_of
from desk_team import signed_in
from territoria_web.desk.journal_lines import read_aloud
from territoria_web.desk.journal_words.calls import SENTENCES
from territoria_web.invite.services.decisions import Choice, decide_call
from territoria_web.people.models import Entry
from territoria_web.people.words import deed_name

pytestmark = pytest.mark.django_db


def test_deeds_are_told_with_the_call_the_territory_and_the_person():
    world = a_judged_world(1)
    (row,) = applications_of_call(world)
    for review in reviews_of(row):
        reviewed(world, review, 3)
    decide_call(
        by=world.secretary,
        call=world.call,
        choices={row.public_id: Choice("selected")},
        method="By the ranking, without exception.",
        now=world.after,
    )
    held = list(Entry.objects.filter(what__in=SENTENCES).order_by("pk"))
    told = {e.what: line.sentence for e, line in zip(held, read_aloud(held), strict=True)}
    alone = [what for what, said in told.items() if said.endswith(f": {deed_name(what)}.")]
    assert alone == []
    assert told["invite reviewer"] == (
        "Sec Retary asked Review Er 1 to review for the call “Demonstrator regions”."
    )
    assert told["submit application"] == (
        "Appli Cant 0 submitted the expression of interest of X00 for the call “Demonstrator regions”."
    )


def test_the_page_of_a_call_and_its_journal_say_its_title_in_the_language_spoken():
    world = a_judged_world(1)
    world.call.title = {**world.call.title, "de": "Vorzeigeregionen"}
    world.call.save(update_fields=["title"])
    where = f"/de/desk/calls/{world.call.public_id}/"
    answer = signed_in(world.secretary).get(where)
    assert answer.context["page"]["title"] == "Vorzeigeregionen"
    assert "Demonstrator regions" not in answer.content.decode()
