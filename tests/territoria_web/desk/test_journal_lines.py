"""The journal as people read it: sentences with names, only what changed, the record folded away."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.utils.translation import override

import territoria_web
from a_register import judged, waiting
from desk_team import HEAD, a_member, a_team, give, signed_in, work_all
from territoria_web.compare.services.peer_groups import choose_peers, go_back_to_structure
from territoria_web.desk.journal_lines import Change, Told, read_aloud
from territoria_web.desk.journal_words import SENTENCES
from territoria_web.jobs.models import Job
from territoria_web.jobs.services import cancel_job
from territoria_web.measure.services.cycles import choose_framework, start_cycle
from territoria_web.measure.services.own_figures import withdraw_release
from territoria_web.people.keys import make_token
from territoria_web.people.models import Entry, Role, User
from territoria_web.people.services import (
    change_account,
    close_account,
    delete_account,
    give_role,
    make_operator,
    write_entry,
)
from territoria_web.people.words import DEEDS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]

WHY = "They share our border and our labour market."
LEAD = "lead-fre1@example.org"


def last() -> Told:
    return read_aloud([Entry.objects.select_related("who", "territory").latest("pk")])[0]


def said() -> tuple[str, tuple[Change, ...]]:
    line = last()
    return line.sentence, line.changes


def test_every_deed_has_a_sentence_and_words_for_the_list_of_deeds():
    assert set(DEEDS) - set(SENTENCES) == set()
    assert {deed for deed in SENTENCES if ": " not in deed} - set(DEEDS) == set()


def test_every_deed_that_services_write_has_words():
    """Written as ``what="…"``, or as the third argument of a helper that passes it on."""
    text = "\n".join(
        path.read_text(encoding="utf-8")
        for path in Path(territoria_web.__file__).parent.rglob("*.py")
    )
    written = set(re.findall(r'\bwhat="([^"]+)"', text))
    written |= set(
        re.findall(
            r'\b(?:note|_write|_turn|_journal|write_deed)\(\w+, (?:[\w.]+, )*"([^"]+)"', text
        )
    )
    assert len(written) > 50
    assert written - set(SENTENCES) == set()
    assert written - set(DEEDS) == set()


def test_a_role_is_told_with_the_person_and_the_place():
    team = a_team()
    user = User.objects.create_user("ed@example.org", name="Ed Itor")
    give_role(by=team.lead, user=user, role=Role.EDITOR, place=team.cycle.territory)
    assert said() == (f"{LEAD} gave Ed Itor the role “Editor” in Nord-Pas de Calais.", ())
    give_role(by=team.lead, user=user, role=Role.LEAD, place=team.cycle.territory)
    assert said() == (
        f"{LEAD} changed the role of Ed Itor in Nord-Pas de Calais to “Lead”.",
        (Change("Role", "Editor", "Lead"),),
    )


def test_peers_are_told_by_their_names_and_the_reason_beneath():
    team = a_team()
    choose_peers(by=team.lead, cycle=team.cycle, codes=["FI20", "DED5", "RO42"], reason=WHY)
    first = "Leipzig, Åland, West (Romania)"
    assert said() == (f"{LEAD} chose these peers: {first}.", (Change("Reason", "", WHY),))
    choose_peers(by=team.lead, cycle=team.cycle, codes=["FI20", "DED5", "FRD2"], reason=WHY)
    assert said()[1] == (Change("Peers", first, "Leipzig, Åland, Upper Normandy"),)
    go_back_to_structure(by=team.lead, cycle=team.cycle, reason="Structure fits better after all.")
    assert said() == (
        f"{LEAD} went back to the structural peers.",
        (
            Change("Peers", "Leipzig, Åland, Upper Normandy", "the structural peers"),
            Change("Reason", WHY, "Structure fits better after all."),
        ),
    )


def test_own_figures_are_told_with_their_file_and_what_was_refused():
    team = a_team()
    release = give(team, HEAD + "FRE1,hrst,2022,38.5\nFRE1,hrst,2021,abc\n")
    assert said() == (
        f"{LEAD} took in 1 own figure from own.csv.",
        (Change("Figures refused", "", "1"),),
    )
    withdraw_release(by=team.lead, cycle=team.cycle, release=release)
    assert said() == (f"{LEAD} undid the own figures from own.csv.", ())


def test_a_decision_is_told_with_the_advice_by_its_title():
    team = a_team()
    client, where = signed_in(team.lead), team.at("recommend/user-feedback/")
    client.post(where, {"decision": "accepted"})
    title = client.get(where).context["page"]["title"]
    assert said() == (f"{LEAD} accepted this advice: “{title}”", ())
    seen = client.get(where).context["form"]["seen"].value()
    client.post(where, {"decision": "declined", "reason": WHY, "seen": seen})
    assert said() == (
        f"{LEAD} declined this advice: “{title}”",
        (Change("Decision", "accepted", "declined"), Change("Reason", "", WHY)),
    )


def test_jobs_are_told_by_what_they_do():
    team = a_team()
    client = signed_in(team.lead)
    client.post(team.at("documents/"), {"of": "public", "language": "fr"})
    assert said() == (f"{LEAD} asked for a briefing with published figures (Français).", ())
    job = Job.objects.create(kind="briefing", cycle=team.cycle, state="running")
    client.post(team.at(f"jobs/{job.public_id}/stop/"))
    assert said() == (f"{LEAD} asked this job to stop: Writing a briefing.", ())
    client.post(team.at("recommend/work-out/"))
    assert said() == (f"{LEAD} asked to work out peers, gaps and advice.", ())
    client.post(team.at("measure/assess/"))
    assert said() == (f"{LEAD} asked to work out the own scores once more.", ())


def test_the_team_reads_that_the_operator_stopped_its_job():
    team = a_team()
    job = Job.objects.create(kind="briefing", cycle=team.cycle, state="running")
    cancel_job(by=make_operator(email="boss@example.org"), job=job)
    line = Entry.objects.latest("pk")
    assert (line.territory, said()) == (
        team.cycle.territory,
        ("boss@example.org asked this job to stop: Writing a briefing.", ()),
    )


def test_cycles_and_frameworks_are_told_by_their_titles():
    team = a_team()
    begun = start_cycle(by=team.lead, territory=team.cycle.territory, title="Strategy 2027")
    assert said()[0] == f"{LEAD} started the cycle “Strategy 2027”."
    choose_framework(by=team.lead, cycle=begun, framework="smart-city")
    sentence, changes = said()
    assert (changes[0].name, sentence) == (
        "Framework",
        f"{LEAD} chose the framework “{changes[0].after}”.",
    )


def test_accounts_and_keys_are_told():
    ana = User.objects.create_user("ana@example.org", name="Ana")
    change_account(by=ana, name="Ana", language="de")
    assert said() == (
        "Ana changed the settings of their own account.",
        (Change("Language", "English", "Deutsch"),),
    )
    make_token(by=ana, name="nightly")
    assert said() == ("Ana made the API key “nightly”.", ())
    boss = make_operator(email="boss@example.org")
    assert said() == ("The site itself made boss@example.org an operator.", ())
    close_account(by=boss, user=ana, closed=True)
    assert said() == ("boss@example.org closed the account of Ana.", ())
    delete_account(by=ana)
    assert said()[0] == "A former colleague deleted their own account."


def test_a_deed_nobody_knows_and_an_entry_that_says_less_are_told_all_the_same():
    team = a_team()
    write_entry(who=team.lead, what="knit", about=f"scarf {uuid4()}", before={"n": 1, "m": 2},
                after={"n": 3, "m": 2})  # fmt: skip
    assert said() == (f"{LEAD}: knit.", (Change("N", "1", "3"),))
    write_entry(who=None, what="judge advice", about=f"recommendation {uuid4()}")
    assert said() == ("The site itself: decided on a piece of advice.", ())


def test_no_number_of_a_thing_stands_outside_the_folded_record():
    team = a_team()
    release = give(team, HEAD + "FRE1,hrst,2022,38.5\n")
    work_all()
    page = signed_in(a_member("FRE1", Role.EDITOR)).get("/en/desk/team/FRE1/journal/")
    main = page.content.decode().partition("<ol")[2].partition("</ol>")[0]
    shown = "".join(part.partition("</details>")[2] for part in main.split("<details>"))
    assert str(release.public_id) in main
    assert str(release.public_id) not in main.partition("<details>")[0] + shown


def test_sentences_can_be_said_in_every_language():
    team = a_team()
    with override("de"):
        assert str(team.lead) in last().sentence


def changed(
    about: str, before: dict[str, object], after: dict[str, object]
) -> dict[str, tuple[str, str]]:
    write_entry(who=None, what="knit", about=f"{about} {uuid4()}", before=before, after=after)
    return {change.name: (change.before, change.after) for change in last().changes}


def test_states_are_told_by_their_names():
    was, now = {"state": "ahead"}, {"state": "open"}
    assert changed("step", was, now) == {"State": ("Ahead", "Under way")}
    was, now = {"state": "proposed"}, {"state": "agreed"}
    assert changed("action", was, now) == {"State": ("proposed", "agreed")}
    was, now = {"state": "open"}, {"state": "closed"}
    assert changed("cycle", was, now) == {"State": ("Open", "Closed")}
    was, now = {"money_state": "unknown"}, {"money_state": "sought"}
    assert changed("action", was, now)["State of the money"] == ("not known yet", "sought")


def test_days_sums_lists_and_titles_are_told_in_words():
    was = {"begins": "2027-01-31", "money": "35000.00", "indicator": "own count"}
    now = {"begins": "2027-02-28", "money": "35000.50", "indicator": "eqi_quality"}
    told = changed("action", was, now)
    assert told["Begins"] == ("31 January 2027", "28 February 2027")
    assert told["Money"] == ("35,000", "35,000.50")
    assert told["Indicator"][1] not in ("", "eqi_quality")
    lists = changed(
        "action", {"partners": ["A", "B"]}, {"milestones": ["2027-01-31 Open the house"]}
    )
    assert lists["Partners"][0] == "A; B"
    assert lists["Milestones"][1] == "31 January 2027: Open the house"
    assert "two-day-workshop" not in str(changed("meeting", {}, {"format": "two-day-workshop"}))
    days = {"1": {"date": "2027-03-04", "starts": "09:00"}, "2": {"date": None, "starts": "09:00"}}
    said = changed("meeting", {"days": {}}, {"days": days})["Days"][1]
    assert said == "day 1: 4 March 2027, 09:00; day 2: no date yet, 09:00"


def test_the_owner_of_a_step_is_told_by_name():
    ana = User.objects.create_user("ana@example.org", name="Ana")
    told = changed("step", {"owner": None}, {"owner": str(ana.public_id)})
    assert told == {"Owner": ("", "Ana")}


def test_a_verdict_on_an_initiative_is_told_in_the_words_of_the_register():
    _team, made = waiting()
    judged(made, "fit")
    entry = Entry.objects.select_related("who", "territory").get(what="review initiative")
    assert read_aloud([entry])[0].sentence.endswith(
        "“Digital cheque for shops”: Fit for the register."
    )
