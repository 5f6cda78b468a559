"""A team prepares, runs and closes a meeting at its desk."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client

from desk_team import signed_in
from meeting_room import Workshop, a_workshop, phase_ids, put
from territoria_web.convene.models import Contribution, Dot, Meeting, Participant
from territoria_web.convene.rules import phases_of
from territoria_web.convene.services.board import mark_short_list
from territoria_web.convene.services.running import end_meeting
from territoria_web.convene.services.votes import cast_dots
from territoria_web.library.models import FrozenText
from territoria_web.people.models import Entry

pytestmark = pytest.mark.django_db

LIST = (
    "Name; Organisation; E-mail; Role; Task\n"
    "Ada Alm; City of Alm; ada@example.org; OFF; chair\n"
    "Bo Berg; Berg Ltd; bo@example.org; Small firms;\n"
    "; University; ; UNI; peer\n"
)


def the_desk(workshop: Workshop) -> Client:
    return signed_in(workshop.lead)


def test_a_meeting_is_opened_from_a_format_in_its_language():
    workshop = a_workshop(opened=False)
    desk = the_desk(workshop)
    where = f"/en/desk/{workshop.meeting.cycle.public_id}/convene/"
    form = {"format_id": "barcamp", "title": "Camp", "language": "fr"}
    assert desk.post(where, form).status_code == 302
    made = Meeting.objects.get(title="Camp")
    assert (made.language, len(made.code), made.agenda[0]["records"]) == (
        "fr",
        6,
        ["participant", "interest"],
    )
    assert desk.post(where, {**form, "format_id": "nothing"}).status_code == 422


@pytest.mark.parametrize(
    "page",
    ["", "settings/", "agenda/", "agenda/print/", "people/", "materials/", "run/", "tables/",
     "screen/", "board/", "votes/", "votes/vote/ballots/", "enter/swot/contribution/",
     "enter/commitments/commitment/", "materials/poster.pdf", "materials/sheets.pdf"],
)  # fmt: skip
def test_every_page_of_a_meeting_is_shown(page):
    workshop = a_workshop()
    assert the_desk(workshop).get(workshop.at(page)).status_code == 200


def test_settings_are_kept_and_the_second_of_two_is_told():
    workshop = a_workshop()
    desk = the_desk(workshop)
    form = {
        "title": "Two days", "place": "Town hall", "mandate": "We answer.", "table_size": "6",
        "timezone": "Europe/Helsinki", "date-1": "2027-03-01", "starts-1": "09:00",
        "date-2": "2027-03-02", "starts-2": "08:30", "dots-priority": "3", "dots-impact": "5",
        "dots-feasibility": "5", "seen": "0",
    }  # fmt: skip
    assert desk.post(workshop.at("settings/"), form).status_code == 302
    second = desk.post(workshop.at("settings/"), {**form, "place": "Elsewhere"})
    assert (second.status_code, "Elsewhere" in second.content.decode()) == (422, True)
    meeting = Meeting.objects.get()
    assert (meeting.place, meeting.days["2"]) == (
        "Town hall",
        {"date": "2027-03-02", "starts": "08:30"},
    )
    wrong = {**form, "timezone": "Mars/Base", "date-2": "2027-02-01", "seen": "1"}
    answer = desk.post(workshop.at("settings/"), wrong)
    assert answer.status_code == 422
    assert answer.content.decode().count('<ul class="wrong"') == 1
    late = desk.post(workshop.at("settings/"), {**form, "starts-1": "23:30", "seen": "1"})
    assert (late.status_code, "before midnight" in late.content.decode()) == (422, True)
    assert desk.get(workshop.at("agenda/")).status_code == 200


def agenda_form(workshop: Workshop, **changed: str) -> dict[str, str]:
    meeting = Meeting.objects.get(pk=workshop.meeting.pk)
    form = {"seen": str(meeting.edit), "order": ",".join(phase_ids(meeting)), "do": "keep"}
    for line in phases_of(meeting):
        form |= {
            f"title-{line.id}": line.title,
            f"minutes-{line.id}": str(line.minutes),
            f"day-{line.id}": str(line.day),
            f"what-{line.id}": line.what,
            f"output-{line.id}": line.output,
        }
    return {**form, **changed}


def test_lines_of_the_agenda_move_and_keep_what_was_typed():
    workshop = a_workshop()
    desk, where = the_desk(workshop), workshop.at("agenda/")
    form = agenda_form(workshop, **{"title-evidence": "Facts", "do": "up:evidence"})
    assert desk.post(where, form).status_code == 302
    meeting = Meeting.objects.get()
    assert phase_ids(meeting)[:2] == ["evidence", "context"]
    assert phases_of(meeting)[0].title == "Facts"
    desk.post(where, agenda_form(workshop, do="break:context"))
    line = phases_of(Meeting.objects.get())[2]
    assert (line.pause, line.minutes, line.day) == (True, 15, 1)
    page = desk.get(where).content.decode()
    assert re.findall(r'<th scope="row">(\d\d:\d\d–\d\d:\d\d)</th>', page)[:4] == [
        "09:00–10:00",
        "10:00–10:30",
        "10:30–10:45",
        "10:45–11:15",
    ]


def test_an_agenda_that_does_not_fit_its_day_is_shown_back():
    workshop = a_workshop()
    desk, where = the_desk(workshop), workshop.at("agenda/")
    for changed in ({"minutes-swot": "700"}, {"minutes-swot": "-5"}, {"title-swot": ""}):
        answer = desk.post(where, agenda_form(workshop, **changed))
        assert answer.status_code == 422
    assert Meeting.objects.get().edit == 0
    stale = agenda_form(workshop, **{"title-swot": "Mine"})
    desk.post(where, agenda_form(workshop, **{"title-swot": "Hers"}))
    answer = desk.post(where, stale)
    assert (answer.status_code, 'value="Mine"' in answer.content.decode()) == (422, True)


def test_a_list_is_taken_whole_or_not_at_all_and_the_journal_names_nobody():
    workshop = a_workshop()
    desk, where = the_desk(workshop), workshop.at("people/")
    wrong = LIST + "Cy; X; no-address; SME\nDi; Y; ; KING\n"
    answer = desk.post(where, {"people": wrong})
    assert answer.status_code == 422
    assert re.findall(r"Line \d", answer.content.decode()) == ["Line 5", "Line 6"]
    assert Participant.objects.count() == 0
    assert desk.post(where, {"people": LIST}).status_code == 302
    assert sorted(Participant.objects.values_list("role", "task")) == [
        ("OFF", "chair"),
        ("SME", ""),
        ("UNI", "peer"),
    ]
    told = Entry.objects.get(what="invite to meeting").after
    assert told == {"title": "Two days in Lakeland", "people": 3}
    assert desk.post(where, {"people": LIST}).status_code == 422


def test_letters_hold_a_personal_link_that_answers_and_comes_in():
    workshop = a_workshop()
    desk = the_desk(workshop)
    desk.post(workshop.at("people/"), {"people": LIST})
    desk.post(workshop.at("people/mail/"))
    assert mail.outbox == []  # no date yet
    Meeting.objects.update(days={"1": {"date": "2027-03-01", "starts": "09:00"},
                                 "2": {"date": "2027-03-02", "starts": "09:00"}})  # fmt: skip
    desk.post(workshop.at("people/mail/"))
    assert sorted(letter.to[0] for letter in mail.outbox) == ["ada@example.org", "bo@example.org"]
    desk.post(workshop.at("people/mail/"))
    assert len(mail.outbox) == 2  # pressed twice, nobody is written to twice
    letter = next(one for one in mail.outbox if one.to == ["ada@example.org"])
    link = re.search(r"http://testserver(/\S+/me/\S+/)", letter.body)
    assert link is not None
    phone = Client()
    assert phone.get(link[1])["Referrer-Policy"] == "same-origin"
    phone.post(link[1], {"answer": "no"})
    assert Participant.objects.get(name="Ada Alm").state == "declined"
    assert phone.post(link[1], {"answer": "in", "may_be_named": "1"}).status_code == 302
    ada = Participant.objects.get(name="Ada Alm")
    assert (ada.state, ada.may_be_named) == ("present", True)
    assert "Public officials" in phone.get(workshop.room()).content.decode()
    other = a_workshop()
    token = link[1].rstrip("/").rpartition("/")[2]
    assert phone.get(other.room(f"me/{token}/")).status_code == 404
    assert phone.get(workshop.room("me/forged/")).status_code == 404


def test_the_console_moves_the_meeting_and_the_second_press_is_told():
    workshop = a_workshop()
    desk, where = the_desk(workshop), workshop.at("run/")
    assert desk.post(where, {"do": "begin:context", "running": ""}).status_code == 302
    desk.post(where, {"do": "begin:evidence", "running": "context"})
    again = desk.post(where, {"do": "begin:evidence", "running": "context"}, follow=True)
    assert "A colleague moved the meeting on" in again.content.decode()
    meeting = Meeting.objects.get()
    assert (meeting.phase, meeting.state) == ("evidence", "live")
    assert meeting.ran["context"]["ended"] is not None
    desk.post(where, {"do": "end:", "sure": "1"})
    meeting.refresh_from_db()
    assert (meeting.state, meeting.phase, meeting.door_open) == ("ended", "", False)


def test_ending_a_meeting_and_going_on_after_its_end_are_asked_twice():
    workshop = a_workshop()
    desk, where = the_desk(workshop), workshop.at("run/")
    workshop.runs("context")
    asked = desk.post(where, {"do": "end:", "running": "context"})
    assert (asked.status_code, Meeting.objects.get().state) == (200, "live")
    assert 'name="sure" value="1"' in asked.content.decode()
    desk.post(where, {"do": "end:", "running": "context", "sure": "1"})
    page = desk.get(where)
    assert (page.context["next"], page.context["may_begin"]) == (None, True)
    again = {"do": "begin:evidence", "running": ""}
    assert desk.post(where, again).context["do"] == "begin:evidence"
    assert Meeting.objects.get().state == "ended"
    desk.post(where, {**again, "sure": "1"})
    assert Meeting.objects.get().phase == "evidence"


def test_the_wall_speaks_the_language_of_the_meeting_and_leads_back_in_ones_own():
    workshop = a_workshop()
    Meeting.objects.update(language="fr")
    workshop.runs("context")
    page = the_desk(workshop).get(workshop.at("screen/")).content.decode()
    assert '<html lang="fr"' in page
    assert f'href="{workshop.at("run/")}"' in page
    assert re.search("[0-9]\u00a0h\u00a0[0-9]", page)


def test_tables_are_dealt_and_latecomers_sit_where_fewest_are():
    workshop = a_workshop()
    for n in range(10):
        workshop.comes(("SME", "OFF", "UNI", "CIT")[n % 4])
    desk = the_desk(workshop)
    form = {"phases": ["swot", "vision"], "size": "5"}
    assert desk.post(workshop.at("tables/"), form).status_code == 302
    sizes = [g.members.count() for g in workshop.meeting.groups.filter(phase="swot")]
    assert sizes == [5, 5]
    late = workshop.comes("SME")
    assert late.groups.count() == 2
    subject = {"phase": "swot", "subject-1": "Skills"}
    desk.post(workshop.at("tables/subjects/"), subject)
    assert workshop.meeting.groups.get(phase="swot", number=1).subject == "Skills"


def test_the_board_joins_doubles_with_their_dots_and_takes_back_with_a_reason():
    workshop = a_workshop()
    workshop.runs("vision")
    person = workshop.comes()
    rows = [put(person, "vision", "proposal", t, **{"for": "ambition"}) for t in ("A", "A!", "B")]
    workshop.runs("vote")
    phone = workshop.phone()
    form = {"phase": "vote", f"priority-{rows[1].public_id}": "2"}
    phone.post(workshop.room("vote/"), form)
    desk, where = the_desk(workshop), workshop.at("board/")
    joined = {"do": "join", "kept": str(rows[0].public_id), "double": [str(rows[1].public_id)]}
    assert desk.post(where, joined).status_code == 302
    rows[1].refresh_from_db()
    assert rows[1].joined_into == rows[0]
    full = {"phase": "vote", f"priority-{rows[0].public_id}": "3"}
    assert phone.post(workshop.room("vote/"), full).status_code == 302
    assert list(Dot.objects.values_list("contribution", "count")) == [(rows[0].pk, 3)]
    off = workshop.at(f"board/{rows[2].public_id}/take-back/")
    assert desk.post(off, {"reason": "no"}).status_code == 422
    assert desk.post(off, {"reason": "Said twice by mistake"}).status_code == 302
    page = desk.get(where).content.decode()
    assert "Said twice by mistake" in page
    foreign = a_workshop()
    assert (
        the_desk(foreign).get(foreign.at(f"board/{rows[2].public_id}/take-back/")).status_code
        == 404
    )


def test_sheets_and_ballots_are_entered_from_paper_after_the_meeting():
    workshop = a_workshop()
    workshop.runs("world-cafe")
    person = workshop.comes()
    action = put(person, "world-cafe", "action", "Build a lab", owner="City")
    workshop.runs("plenary")
    end_meeting(by=workshop.lead, meeting=workshop.meeting)
    desk = the_desk(workshop)
    sheet = {"text": "Found on the wall", "quadrant": "threat", "dissent": "on", "paper": "on"}
    assert desk.post(workshop.at("enter/swot/contribution/"), sheet).status_code == 302
    row = Contribution.objects.get(phase="swot")
    assert (row.channel, row.dissent, row.entered_by) == ("paper", True, workshop.lead)
    where = workshop.at("votes/plenary/ballots/")
    ballot = {"phase": "plenary", "role": "CIT", f"impact-{action.public_id}": "5",
              f"feasibility-{action.public_id}": "2"}  # fmt: skip
    assert [desk.post(where, ballot).status_code for _ in range(2)] == [302, 302]
    assert Participant.objects.filter(channel="paper", role="CIT").count() == 2
    assert desk.post(where, {**ballot, f"impact-{action.public_id}": "6"}).status_code == 422
    assert desk.post(where, {"phase": "plenary", "role": "CIT"}).status_code == 422


def test_advice_is_offered_in_the_language_of_whoever_enters_a_sheet():
    workshop = a_workshop()
    body = {"what": {"en": "Share data", "fr": "Partager les données", "de": "Daten teilen"}}
    text = FrozenText.objects.create(kind="recommendations", text_id="x", digest="0", body=body)
    workshop.meeting.cycle.recommendations.create(advice="x", text=text, given={})
    where = workshop.at("enter/world-cafe/action/").replace("/en/", "/fr/")
    assert "Partager les données" in the_desk(workshop).get(where).content.decode()


@pytest.mark.parametrize("minutes", ["0000001999", "7200", "²", "0"])
def test_minutes_are_a_number_up_to_twelve_hours(minutes: str):
    workshop = a_workshop()
    answer = the_desk(workshop).post(
        workshop.at("agenda/"), {"seen": workshop.meeting.edit, "minutes-swot": minutes}
    )
    assert answer.status_code == 422
    assert "write minutes as a whole number from 1 to 720" in answer.content.decode()


def test_a_viewer_sees_no_names_and_cannot_run(django_assert_num_queries):
    from desk_team import a_member
    from territoria_web.people.models import Role

    workshop = a_workshop()
    the_desk(workshop).post(workshop.at("people/"), {"people": LIST})
    viewer = signed_in(a_member(workshop.meeting.cycle.territory.code, Role.VIEWER))
    page = viewer.get(workshop.at("people/")).content.decode()
    assert ("Ada Alm" in page, "City of Alm" in page) == (False, True)
    assert viewer.post(workshop.at("run/"), {"do": "open:"}).status_code == 403
    person = Participant.objects.first()
    assert viewer.get(workshop.at(f"people/{person.public_id}/")).status_code == 403


@pytest.mark.parametrize("page", ["", "people/", "run/", "board/", "votes/", "tables/"])
@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_few_questions(page, count, django_assert_max_num_queries):
    workshop = a_workshop()
    workshop.runs("swot")
    for _ in range(count):
        put(workshop.comes(), "swot", "contribution", "Point", quadrant="strength")
    workshop.runs("world-cafe")
    for _ in range(count):
        put(workshop.comes(), "world-cafe", "action", "Act")
    desk = the_desk(workshop)
    desk.get(workshop.at(page))
    with django_assert_max_num_queries(12):
        desk.get(workshop.at(page))


@pytest.mark.parametrize("count", [1, 3])
def test_two_votes_and_a_short_list_are_read_with_few_questions(count, django_assert_num_queries):
    workshop = a_workshop()
    people = [workshop.comes() for _ in range(count)]
    workshop.runs("vision")
    aims = [put(one, "vision", "proposal", "Data", **{"for": "ambition"}) for one in people]
    workshop.runs("vote")
    for one, aim in zip(people, aims, strict=True):
        cast_dots(participant=one, phase="vote", votes={"priority": {aim.public_id: 2}})
    workshop.runs("world-cafe")
    acts = [put(one, "world-cafe", "action", "Act", owner="City") for one in people]
    workshop.runs("plenary")
    for one, act in zip(people, acts, strict=True):
        cast_dots(participant=one, phase="plenary", votes={"impact": {act.public_id: 2}})
    chosen = [act.public_id for act in acts]
    mark_short_list(by=workshop.lead, meeting=workshop.meeting, chosen=chosen)
    desk = the_desk(workshop)
    desk.get(workshop.at("votes/"))
    with django_assert_num_queries(11):
        page = desk.get(workshop.at("votes/")).content.decode()
    assert f"Actions on the short list: {count}." in page
    workshop.runs("vision")
    with django_assert_num_queries(11):
        desk.get(workshop.at("votes/"))


def test_the_wall_shows_a_vote_only_when_no_dot_can_come_in_any_more():
    workshop = a_workshop()
    workshop.runs("vision")
    aim = put(workshop.comes(), "vision", "proposal", "Data for all", **{"for": "ambition"})
    workshop.runs("vote")
    for phone in [workshop.phone() for _each in range(5)]:
        phone.post(workshop.room("vote/"), {"phase": "vote", f"priority-{aim.public_id}": "3"})
    workshop.runs("recap")
    desk, said = the_desk(workshop), "Data for all"
    assert said not in desk.get(workshop.at("screen/")).content.decode()
    meeting = Meeting.objects.get()
    meeting.ran["vote"]["ended"] = "2020-01-01T09:20:00+00:00"
    meeting.save()
    assert said in desk.get(workshop.at("screen/")).content.decode()


def test_ballots_are_offered_once_there_is_something_to_vote_on():
    workshop = a_workshop()
    desk, link = the_desk(workshop), workshop.at("materials/ballots.pdf")
    page = desk.get(workshop.at("materials/")).content.decode()
    assert link not in page
    assert "There is nothing to vote on yet." in page
    workshop.runs("vision")
    put(workshop.comes(), "vision", "proposal", "Data for all", **{"for": "ambition"})
    assert link in desk.get(workshop.at("materials/")).content.decode()


def test_tables_name_roles_and_no_codes():
    workshop = a_workshop()
    for _each in range(4):
        workshop.comes("CIT")
    desk = the_desk(workshop)
    desk.post(workshop.at("tables/"), {"phases": ["swot"], "size": "6"})
    page = desk.get(workshop.at("tables/")).content.decode()
    assert "Citizens" in page
    assert "CIT" not in page


def test_the_board_writes_the_day_of_a_promise_as_readers_do():
    workshop = a_workshop()
    workshop.runs("commitments")
    told = {"owner": "Alm Ltd", "due": "2027-02-26", "action": ""}
    put(workshop.comes(), "commitments", "commitment", "Find a site", **told)
    page = the_desk(workshop).get(workshop.at("board/")).content.decode()
    assert "26 February 2027" in page
    assert "2027-02-26" not in page
