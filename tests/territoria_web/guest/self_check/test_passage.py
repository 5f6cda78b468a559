"""The way of a firm on a phone: a link of its own, one screen after the other, a result, erased."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client

from sitting_down import a_check, a_finished_sitting, answered, begun, sitting_of
from territoria_web.guest.voice.frame import shown_now
from territoria_web.listen.models import CheckLook, SelfCheck, Sitting, Taker
from territoria_web.listen.services.sittings import begin_again, finish_sitting

pytestmark = pytest.mark.django_db
LARGEST = 150_000  # bytes of a page


@pytest.fixture(autouse=True)
def counters() -> None:
    cache.clear()


@pytest.fixture
def check() -> SelfCheck:
    return a_check()


def sent(client: Client, path: str = "/en/check/CHECK2/", **more: str):
    told = {"size": "small", "sector": "F", "part": "whole", "number": uuid4().hex}
    return client.post(path, {**told, "shown": shown_now(), "website": "", **more})


def at(token: str, path: str = "") -> str:
    return f"/en/check/CHECK2/{token}/{path}"


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert len(answer.content) < LARGEST
    assert (answer["Cache-Control"].split(", ")[-1], answer["X-Robots-Tag"]) == (
        "private",
        "noindex",
    )
    return answer.content.decode()


def fields_on(page: str) -> dict[str, list[str]]:
    """Names of choices on a page with their values."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(
        r'<input type="(?:radio|checkbox)" name="([\w-]+)" value="([\w-]+)"', page
    ):
        found.setdefault(name, []).append(value)
    return found


def walk(client: Client, address: str, choose) -> tuple[list[int], str]:
    """From screen to screen: how many questions stood on each, and where it ended."""
    screens = []
    while "/page/" in address:
        fields = fields_on(read(client, address))
        screens.append(len(fields))
        address = client.post(address, {n: choose(n, values) for n, values in fields.items()})[
            "Location"
        ]
    return screens, address


def test_the_whole_passage_from_the_poster_to_the_result(check: SelfCheck, client: Client):
    page = read(client, "/en/check/check2/")
    assert ("no account" in page, "chamber@example.org" in page) == (True, True)
    first = sent(client)["Location"]
    token = first.split("/")[4]
    assert first == at(token, "page/1/")
    page = read(client, first)
    assert ("1 of 16" in page, at(token) in page) == (True, True)

    def choose(name: str, values: list[str]):
        return ["cost", "lack-of-skills"] if name == "obstacles" else values[1]

    screens, end = walk(client, first, choose)
    assert screens == [*[1] * 12, 6, 6, 1, 2]
    assert end == at(token)
    page = read(client, end)
    assert "You stand at 25 of 100: band 2 of 4, called “Average”." in page
    assert page.count("You are at:") == 3
    assert "0 of 12, very low: below the basic level." in page
    assert "Not enough others have answered yet" in page
    sitting = Sitting.objects.get()
    assert sitting.result is not None
    assert sitting.result["obstacles"] == {"cost": 1, "lack-of-skills": 1}
    assert sitting.unusual is True  # all within a second or two of the first page


def test_no_cookie_says_who_it_is(check: SelfCheck, client: Client):
    client.get(sent(client)["Location"])
    assert [name for name in client.cookies if name != "csrftoken"] == []


def test_only_obstacles_through_the_other_door(check: SelfCheck, client: Client):
    first = sent(client, part="obstacles")["Location"]
    token = first.split("/")[4]
    assert "1 of 2" in read(client, first)
    for ticked, said in (([], "or that nothing does."), (["cost", "nothing"], "one of the two.")):
        asked = client.post(first, {"obstacles": ticked})
        assert (asked.status_code, said in asked.content.decode()) == (422, True)
    none = client.post(first, {"obstacles": ["nothing"]})
    assert none["Location"] == at(token)
    page = read(client, at(token))
    assert ("What keeps you back" in page, "Nothing keeps us back" in page) == (True, True)
    again = read(client, first)
    assert re.findall(r'name="obstacles" value="([\w-]+)"[^>]* checked', again) == ["nothing"]
    assert "Where do you stand?" in page


def test_six_obstacles_are_one_too_many(check: SelfCheck, client: Client):
    first = sent(client, part="obstacles")["Location"]
    six = fields_on(read(client, first))["obstacles"][:6]
    answer = client.post(first, {"obstacles": six})
    assert (answer.status_code, "Choose at most five." in answer.content.decode()) == (422, True)


def test_a_screen_without_an_answer_says_so_and_back_asks_for_none(
    check: SelfCheck, client: Client
):
    first = sent(client)["Location"]
    token = first.split("/")[4]
    answer = client.post(at(token, "page/2/"), {})
    assert (answer.status_code, "I cannot tell” is one too" in answer.content.decode()) == (
        422,
        True,
    )
    assert client.post(at(token, "page/2/"), {"back": "1"})["Location"] == first
    kept = client.post(at(token, "page/2/"), {"firm_budget": "3", "back": "1"})
    assert (kept["Location"], sitting_of(token).answers) == (first, {"firm_budget": 3})
    half = client.post(at(token, "page/13/"), {"dii_internet": "yes", "back": "1"})
    assert half["Location"] == at(token, "page/12/")


@pytest.mark.parametrize("given", ["5", "<b>", "L1", "yes", "2.0"])
def test_what_is_no_answer_is_never_kept(check: SelfCheck, client: Client, given: str):
    first = sent(client)["Location"]
    assert client.post(first, {"firm_plan": given}).status_code == 422
    assert Sitting.objects.get().answers == {}


def test_unknown_answers_make_a_range(check: SelfCheck, client: Client):
    first = sent(client)["Location"]

    def choose(name: str, values: list[str]):
        if name == "obstacles":
            return ["nothing"]
        return "unknown" if name == "firm_plan" or name.startswith("dii_") else values[2]

    _screens, end = walk(client, first, choose)
    page = read(client, end)
    assert "You stand between 46 and 54 of 100, as some answers are unknown." in page
    assert "0–12 of 12: unknown answers decide whether that is the basic level." in page


def test_an_early_end_says_what_is_open(check: SelfCheck, client: Client):
    first = sent(client)["Location"]
    token = first.split("/")[4]
    client.post(first, {"firm_plan": "1"})
    page = read(client, at(token, "answers/"))
    assert ("24 questions are open." in page, "all the same" in page) == (True, False)
    client.post(at(token, "page/15/"), {"obstacles": "nothing"})
    assert "Show my result all the same" in read(client, at(token, "answers/"))
    assert client.post(at(token, "answers/"))["Location"] == at(token)
    assert "between 2 and 94 of 100" in read(client, at(token))


def test_one_answer_is_changed_afterwards(check: SelfCheck, client: Client):
    token = begun(check)
    finish_sitting(sitting=answered(sitting_of(token), level=1))
    page = read(client, at(token, "page/1/"))
    assert re.findall(r'name="firm_plan" value="(\w+)"[^>]* checked', page) == ["1"]
    answer = client.post(at(token, "page/1/"), {"firm_plan": "4"})
    assert answer["Location"] == at(token, "answers/")
    assert "You stand at 31 of 100: band 2 of 4, called “Average”." in read(client, at(token))


def test_a_second_sitting_says_what_changed(check: SelfCheck, client: Client):
    token = begun(check)
    finish_sitting(sitting=answered(sitting_of(token), level=1))
    again = client.post(at(token, "again/"), {"part": "whole", "start": "old"})
    assert again["Location"] == at(token, "page/1/")
    page = read(client, at(token))
    assert "You have begun once more." in page
    finish_sitting(sitting=answered(sitting_of(token), level=2))
    page = read(client, at(token))
    assert re.search(r"Since [^<]+ you rose from 25 to 50\.", page)
    assert page.count(">higher</span>") == page.count("▲") == 6


def test_firms_of_the_same_size_stand_beside_it(check: SelfCheck, client: Client):
    token = begun(check)
    finish_sitting(sitting=answered(sitting_of(token), level=3))
    mean = {"value": 41.0, "low": 38.0, "high": 44.0, "n": 34}
    shown = {"firms": 34, "overall": mean, "dimensions": dict.fromkeys(dimensions(), mean)}
    by = {"size": {"small": shown, "micro": None}, "sector": {"F": None}}
    everybody = {**shown, "firms": 60, "overall": {**mean, "n": 60}, "by": by}
    body = {"year": "2026", "years": {"2026": everybody}}
    CheckLook.objects.create(check_of=check, number=1, firms=60, body=body, made=check.made)
    page = read(client, at(token))
    assert "the mean of 34 like you (10 to 49 staff) is 41 (38–44) of 100." in page
    assert page.count("Mean of 34 like you: 41 (38–44)") == page.count("above that mean") == 6
    assert "peers" not in page.replace("peers_", "").replace('class="peers"', "")
    Taker.objects.update(size="micro")
    said = "In 2026, the mean of 60 like you (All that answered) is 41 (38–44) of 100."
    assert said in read(client, at(token))


def test_obstacles_stand_beside_those_of_all(check: SelfCheck, client: Client):
    token = begun(check, part="obstacles")
    finish_sitting(sitting=answered(sitting_of(token), named={"cost": 2, "connectivity": 3}))
    shown = {"cost": {"share": 0.4, "low": 0.3, "high": 0.5, "n": 40}, "connectivity": None}
    body = {"year": "2026", "years": {"2026": {"obstacles": shown}}}
    CheckLook.objects.create(check_of=check, number=1, firms=40, body=body, made=check.made)
    page = read(client, at(token))
    assert re.findall(r"[\d ]+ % \([^<]*", page) == ["40 % (30–50) of 40 firms named it in 2026."]


def test_helpers_can_be_written_to(check: SelfCheck, client: Client):
    assert '<a href="mailto:chamber@example.org">' in read(client, "/en/check/CHECK2/")


def dimensions() -> list[str]:
    return [f"F{n}" for n in range(1, 7)]


def test_public_bodies_have_one_door_and_no_offers(client: Client):
    a_check(audience="public")
    page = read(client, "/en/check/CHECK2/")
    assert ("self-employed" in page, 'value="obstacles"' in page) == (False, False)
    first = sent(client, size="medium", sector="")["Location"]
    screens, end = walk(client, first, lambda _name, values: values[2])
    assert screens == [1] * 12
    page = read(client, end)
    assert ("You stand at 50 of 100" in page, "Who helps nearby" in page) == (True, False)


def test_the_link_can_be_taken_over_by_a_camera(check: SelfCheck, client: Client):
    page = read(client, at(begun(check), "link/"))
    assert ("<svg" in page, "mailto:?body=http" in page) == (True, True)


def test_a_closed_check_takes_nothing_but_shows_and_erases(check: SelfCheck, client: Client):
    token = begun(check)
    finish_sitting(sitting=answered(sitting_of(token)))
    SelfCheck.objects.update(state="closed")
    assert (client.get("/en/check/CHECK2/").status_code, sent(client).status_code) == (410, 410)
    for path in ("page/1/", "again/"):
        assert client.post(at(token, path), {}).status_code == 410
    assert "You stand at 50 of 100" in read(client, at(token))
    assert client.post(at(token, "erase/")).status_code == 200


def test_pages_in_other_languages_have_the_words_of_the_texts(check: SelfCheck, client: Client):
    done = a_finished_sitting(check)
    assert done.result is not None
    begin_again(taker=done.taker, part="whole", with_answers=False)
    page = read(client, "/fr/check/CHECK2/")
    assert "Où en est votre entreprise avec le numérique" in page
