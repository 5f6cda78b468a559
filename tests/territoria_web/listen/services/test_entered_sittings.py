"""Answers gathered on paper, taken in together."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from a_self_check import a_check
from territoria_web.listen.models import Sitting, Taker
from territoria_web.listen.queries.check_texts import read_frozen
from territoria_web.listen.queries.paper_sittings import PaperFirm, are_some_kept
from territoria_web.listen.services.entered_sittings import Entered, enter_sittings
from territoria_web.listen.services.sittings import Who
from territoria_web.people.models import Entry, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
TODAY = timezone.localdate


def answers(check, level=2, **more):
    texts = read_frozen(check)
    told = dict.fromkeys(texts.questions, level)
    return {**told, **{one.id: "yes" for one in texts.intensity.yes_no}, "obstacles": "no", **more}


def by():
    return User.objects.create_user("desk@chamber.example", name="Desk")


def test_a_firm_asked_twice_has_two_sittings_with_results():
    check = a_check()
    days = {
        TODAY() - timedelta(days=400): answers(check, 1),
        TODAY(): answers(check, 3, cost=4, obstacles="yes"),
    }
    assert enter_sittings(by=by(), check=check, entered=[Entered(Who("micro", "C"), days)]) == 2
    first, second = Sitting.objects.filter(taker__check_of=check)
    assert (first.number, second.number) == (1, 2)
    assert (first.result["overall"]["value"], second.result["overall"]["value"]) == (25.0, 75.0)
    assert second.result["obstacles"] == {"cost": 4}
    assert second.counted == {"answers": second.answers, "result": second.result}
    assert Entry.objects.filter(what="enter sittings").count() == 1


@pytest.mark.parametrize(
    ("who", "change", "said"),
    [
        (Who("huge", "C"), {}, "size"),
        (Who("micro", "?"), {}, "sector"),
        (Who("micro", "C"), {"firm_nothing": 1}, "firm_nothing"),
        (Who("micro", "C"), {"obstacles": "perhaps"}, "obstacles"),
    ],
)
def test_one_wrong_firm_keeps_all_out_and_is_named(who, change, said):
    check = a_check()
    good = Entered(Who("micro", "C"), {TODAY(): answers(check)})
    wrong = Entered(who, {TODAY(): answers(check, **change)})
    with pytest.raises(ValidationError) as refused:
        enter_sittings(by=by(), check=check, entered=[good, wrong])
    assert "Firm 2" in refused.value.messages[0]
    assert said in refused.value.messages[0]
    assert Taker.objects.filter(check_of=check).count() == 0


def test_no_day_to_come_is_taken():
    check = a_check()
    held = Entered(Who("micro"), {TODAY() + timedelta(days=1): answers(check)})
    with pytest.raises(ValidationError, match="not one to come"):
        enter_sittings(by=by(), check=check, entered=[held])


def test_the_very_same_answers_are_not_taken_in_twice():
    check, who = a_check(), by()
    firms = [Entered(Who("micro"), {TODAY(): answers(check, n)}) for n in (1, 3)]
    enter_sittings(by=who, check=check, entered=firms)
    with pytest.raises(ValidationError, match="Nothing is taken in twice"):
        enter_sittings(by=who, check=check, entered=firms[::-1])
    assert enter_sittings(by=who, check=check, entered=firms[:1]) == 1


def test_rows_that_a_lengthened_table_brings_again_are_known_and_nothing_of_firms_online():
    check = a_check()
    old = PaperFirm("micro", "C", {TODAY(): answers(check)})
    online = Entered(Who("small", "G"), {TODAY(): answers(check, 1)})
    enter_sittings(by=by(), check=check, entered=[Entered(Who("micro", "C"), old.sittings), online])
    Taker.objects.filter(size="small").update(key="as if of a link")
    assert are_some_kept(check, [PaperFirm("micro", "F", old.sittings), old])
    assert not are_some_kept(check, [PaperFirm("small", "G", online.sittings)])
    both = [Entered(Who("micro", "C"), old.sittings)] * 2
    enter_sittings(by=User.objects.get(name="Desk"), check=check, entered=both)
    assert Taker.objects.filter(size="micro").count() == 3
