"""The survey desk: from the first question to the results, as a team uses it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from a_survey import a_cycle, a_draft, a_response, an_open_survey, asked, begun, heard_from
from desk_team import signed_in
from territoria_web.invite.services.steps import open_steps
from territoria_web.library.saying import day
from territoria_web.listen.models import Answer, Survey
from territoria_web.listen.queries.doors import token_of
from territoria_web.listen.queries.forms import form_of
from territoria_web.listen.queries.open_answers import written_answers
from territoria_web.listen.queries.progress import progress_of
from territoria_web.listen.queries.xlsforms import workbook_of
from territoria_web.listen.services.looks import refresh_look
from territoria_web.people.models import Role, User
from territoria_web.people.services import give_role
from territoria_web.territories.models import Cycle

pytestmark = pytest.mark.django_db
WHY = "Enough people have answered."


@pytest.fixture(autouse=True)
def at_once(settings) -> None:
    settings.MAIL_IN_BACKGROUND = False
    cache.clear()


@pytest.fixture
def cycle() -> Cycle:
    return a_cycle()


def member(cycle: Cycle, role: Role = Role.LEAD) -> Client:
    user = User.objects.create_user(f"{role.value}@example.org")
    give_role(by=None, user=user, role=role, place=cycle.territory)
    return signed_in(user)


def at(survey: Survey, path: str = "") -> str:
    return f"/en/desk/{survey.cycle.public_id}/listen/{survey.public_id}/{path}"


def closed(survey: Survey) -> Survey:
    Survey.objects.filter(pk=survey.pk).update(state="closed")
    survey.refresh_from_db()
    refresh_look(survey)
    return survey


def a_file(content: bytes, name: str) -> BytesIO:
    file = BytesIO(content)
    file.name = name
    return file


def test_from_a_bank_to_an_open_survey(cycle: Cycle):
    lead = member(cycle)
    start = f"/en/desk/{cycle.public_id}/listen/start/"
    assert lead.get(start).status_code == 200
    data = {"framework": "smart-city", "languages": ["en", "de"], "blocks": ["priorities"]}
    lead.post(start, {**data, "title": "How we live"})
    survey = Survey.objects.get()
    assert form_of(survey).title.say() == "How we live"
    assert lead.get(at(survey, "questions/")).status_code == 200
    assert lead.post(at(survey, "open/"), {"closes": "2000-01-01"}).status_code == 422
    lead.post(at(survey, "open/"), {"closes": "2099-01-01"})
    survey.refresh_from_db()
    assert (survey.state, survey.open_link) == ("open", False)


def test_an_xlsform_begins_a_survey_or_says_all_that_is_wrong(cycle: Cycle):
    lead = member(cycle)
    start = f"/en/desk/{cycle.public_id}/listen/start/file/"
    answer = lead.post(start, {"file": a_file(b"nothing", "form.xlsx")})
    assert (answer.status_code, "no Excel workbook" in answer.content.decode()) == (422, True)
    lead.post(start, {"file": a_file(workbook_of(a_draft(cycle)), "form.xlsx")})
    assert len(form_of(Survey.objects.first()).items) == 6


def test_a_question_of_ones_own_is_written_in_every_language(cycle: Cycle):
    lead, survey = member(cycle), a_draft(cycle)
    url = at(survey, "questions/new/")
    form = {"kind": "one", "seen": "0", "section": "first", "text-en": "Who pays?"}
    assert lead.post(url, {**form, "options-en": "nobody"}).status_code == 422
    told = {**form, "options-en": "nobody\nall of us", "text-fr": "Qui paie ?"}
    wrong = lead.post(url, {**told, "options-fr": "personne"})
    assert (wrong.status_code, "all of us" in wrong.content.decode()) == (422, True)
    lead.post(url, {**told, "options-fr": "personne\nnous tous"})
    survey.refresh_from_db()
    item = form_of(survey).items[2]
    assert (item.id, item.text.say("fr"), [o.text.say("fr") for o in item.options]) == (
        "own_1",
        "Qui paie ?",
        ["personne", "nous tous"],
    )
    lead.post(at(survey, "questions/own_1/change/"), {"seen": "1", "up": "1"})
    survey.refresh_from_db()
    assert form_of(survey).items[1].id == "own_1"


def test_words_of_a_question_hold_nothing_that_a_workbook_cannot(cycle: Cycle):
    lead, survey = member(cycle), a_draft(cycle)
    url = at(survey, "questions/new/")
    form = {"kind": "one", "seen": "0", "section": "first", "options-en": "yes\x1b\nno"}
    assert lead.post(url, {**form, "text-en": "\x1b"}).status_code == 422
    lead.post(url, {**form, "text-en": "Who\x1b pays?"})
    survey.refresh_from_db()
    item = form_of(survey).items[2]
    told = (item.text.say("en"), [option.text.say("en") for option in item.options])
    assert told == ("Who pays?", ["yes", "no"])


def test_people_are_added_from_a_list_and_nothing_is_lost(cycle: Cycle):
    lead, survey = member(cycle), an_open_survey(cycle)
    bad = "A;Town;a@example.org;KING"
    answer = lead.post(at(survey, "people/"), {"people": bad})
    assert (answer.status_code, bad in answer.content.decode()) == (422, True)
    file = a_file(b"<b>Jo</b>;Town;a@example.org;MAY;en\nB;;;Firms;fr", "people.csv")
    lead.post(at(survey, "people/"), {"people": "", "file": file})
    assert survey.invitations.count() == 2
    page = lead.get(at(survey, "people/")).content.decode()
    assert ("&lt;b&gt;Jo" in page, "<b>Jo" in page) == (True, False)
    links = lead.get(at(survey, "people/links/")).content.decode()
    assert (links.count("/fr/survey/"), links.count("<svg role")) == (1, 1)


def test_a_link_that_was_used_is_not_printed_again(cycle: Cycle):
    survey = an_open_survey(cycle)
    silent, busy = asked(survey, name="Silent", email=""), asked(survey, name="Busy", email="")
    begun(Client(), token_of(busy))
    links = member(cycle).get(at(survey, "people/links/")).content.decode()
    assert (token_of(silent) in links, token_of(busy) in links) == (True, False)


def test_links_on_paper_come_sixty_at_a_time(cycle: Cycle, django_assert_max_num_queries):
    survey, lead = an_open_survey(cycle), member(cycle)
    for n in range(61):
        asked(survey, name=f"P{n:02}", email="")
    first = lead.get(at(survey, "people/links/")).content.decode()
    with django_assert_max_num_queries(12):
        second = lead.get(at(survey, "people/links/"), {"page": "2"}).content.decode()
    assert (first.count("<svg role"), second.count("<svg role")) == (60, 1)


def test_letters_go_out_once(cycle: Cycle, mailoutbox):
    lead, survey = member(cycle), an_open_survey(cycle)
    asked(survey, email="a@example.org")
    for _ in range(2):
        lead.post(at(survey, "people/write/"), {"send": "1"})
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("role", [Role.EXPERT, Role.VIEWER])
def test_whoever_may_not_see_contacts_never_sees_a_name(cycle: Cycle, role: Role):
    survey = an_open_survey(cycle)
    asked(survey, name="Jo Secret", email="jo@example.org", organisation="Town hall")
    client = member(cycle, role)
    for path in ("", "people/", "results/", "themes/", "weights/"):
        page = client.get(at(survey, path)).content.decode()
        assert not any(word in page for word in ("Jo Secret", "jo@example.org", "Town hall"))
    assert client.get(at(survey, "people/links/")).status_code == 403


def test_a_survey_of_another_cycle_is_not_there(cycle: Cycle):
    other = an_open_survey(a_cycle())
    url = f"/en/desk/{cycle.public_id}/listen/{other.public_id}/"
    assert member(cycle).get(url).status_code == 404


def test_paper_is_entered_sheet_after_sheet(cycle: Cycle):
    survey = an_open_survey(cycle)
    expert = member(cycle, Role.EXPERT)
    page = expert.get(at(survey, "enter/?role=SME"))
    number = page.context["form"]["number"].value()
    data = {"role": "SME", "channel": "interview", "number": str(number), "q-strategy": "L2"}
    wrong = expert.post(at(survey, "enter/"), {**data, "q-net": "L9"})
    assert (wrong.status_code, 'value="L2" checked' in wrong.content.decode()) == (422, True)
    for _ in range(2):
        answer = expert.post(at(survey, "enter/"), data)
        assert answer["Location"] == at(survey, "enter/") + "?role=SME&channel=interview"
    assert survey.responses.values_list("channel", "role").get() == ("interview", "SME")
    paper = expert.get(at(survey, "paper/?role=SME")).content.decode()
    assert ("○ level 4" in paper, "only_mayors" in paper) == (True, False)


def test_filled_forms_are_looked_at_then_taken(cycle: Cycle, settings, tmp_path):
    settings.HOME = tmp_path
    survey, lead = an_open_survey(cycle), member(cycle)
    rows = b"role,first/strategy,_uuid\nMAY,L3,aaa\nSME,L1,bbb\n"
    look = lead.post(at(survey, "answers/"), {"file": a_file(rows, "out.csv")})["Location"]
    assert "2 forms can be taken" in lead.get(look).content.decode()
    assert survey.responses.count() == 0
    lead.post(look, {"take": "1"})
    assert survey.responses.filter(channel="xlsform").count() == 2
    bad = lead.post(at(survey, "answers/"), {"file": a_file(rows + b"MAY,L9,c\n", "out.csv")})
    assert "One thing to mend" in lead.get(bad["Location"]).content.decode()


def test_results_say_what_they_hold_and_where_people_disagree(cycle: Cycle):
    survey, lead = an_open_survey(cycle), member(cycle, Role.VIEWER)
    heard_from(survey, {"MAY": 6}, strategy=4)
    assert "6 people answered so far" in lead.get(at(survey, "results/")).content.decode()
    assert lead.get(at(survey, "results.csv")).status_code == 404
    heard_from(survey, {"MAY": 4, "SME": 10}, strategy=0)
    page = lead.get(at(survey, "results/")).content.decode()
    assert ("15 of 20 people" in page, "The groups disagree" in page) == (True, False)
    page = lead.get(at(closed(survey), "results/")).content.decode()
    assert ("20 of 20 people" in page, "The groups disagree on 1 question" in page) == (True, True)
    assert "see it 2.4 levels higher than" in page
    german = lead.get(at(survey, "results/").replace("/en/", "/de/")).content.decode()
    assert ("2,4" in german, "2.4 " in german) == (True, False)


def test_downloads_hold_figures_of_five_people_and_no_formula(cycle: Cycle):
    survey, lead = an_open_survey(cycle), member(cycle)
    body = survey.frozen.body
    body["sections"][0]["title"] = {"en": "=1+1"}
    body["items"][0]["text"] = {"en": "=HYPERLINK(1)"}
    survey.frozen.digest = "f" * 64
    survey.frozen.save()
    heard_from(survey, {"MAY": 6}, strategy=4)
    closed(survey)
    text = lead.get(at(survey, "results.csv")).content.decode()
    assert "levels,strategy,'=HYPERLINK(1),,6,100.0" in text
    book = load_workbook(BytesIO(lead.get(at(survey, "results.xlsx")).content))
    assert [cell.data_type for cell in book.active["C"]][:2] == ["s", "s"]


def test_open_answers_are_marked_by_people_and_quoted_only_as_agreed(cycle: Cycle):
    survey, expert = an_open_survey(cycle), member(cycle, Role.EXPERT)
    for n in range(5):
        a_response(survey, "MAY", text=f"Broadband for village {n}", strategy=1)
    closed(survey)
    rows = written_answers(survey)
    data = {"answer": [row.handle for row in rows]}
    data |= {f"theme-{row.handle}": "connectivity" for row in rows}
    data |= {f"quote-{rows[0].handle}": "1"}
    assert "Broadband for village 3" in expert.get(at(survey, "themes/")).content.decode()
    expert.post(at(survey, "themes/"), data)
    first = Answer.objects.get(pk=rows[0].id)
    assert (first.moderated, first.themes.get().theme) == (True, "connectivity")
    elsewhere = an_open_survey(a_cycle())
    for n in range(5):
        a_response(elsewhere, "MAY", text=f"Elsewhere {n}", strategy=1)
    closed(elsewhere)
    other = written_answers(elsewhere)[0]
    wrong = {"answer": [other.handle], f"theme-{other.handle}": "connectivity"}
    expert.post(at(survey, "themes/"), wrong)
    assert Answer.objects.get(pk=other.id).themes.count() == 0


def test_what_names_an_open_answer_does_not_tell_which_came_together(cycle: Cycle):
    survey, expert = an_open_survey(cycle), member(cycle, Role.EXPERT)
    for n in range(5):
        a_response(survey, "MAY", text=f"Broadband for village {n}", strategy=1)
    closed(survey)
    page = expert.get(at(survey, "themes/")).content.decode()
    named = re.findall(r'name="answer" value="([^"]+)"', page)
    assert (len(named), named) == (5, sorted(named))
    assert {str(row.pk) for row in Answer.objects.filter(item="wish")}.isdisjoint(named)


def test_known_shares_need_a_source_and_add_up(cycle: Cycle):
    survey, lead = an_open_survey(cycle), member(cycle)
    url, data = at(survey, "weights/"), {"seen": "0", "share-group-authority": "60"}
    assert lead.post(url, {**data, "source": "Register"}).status_code == 422
    data |= {"share-group-business": "40"}
    assert lead.post(url, data).status_code == 422
    lead.post(url, {**data, "source": "Register"})
    survey.refresh_from_db()
    assert survey.margins == {"group": {"authority": 60.0, "business": 40.0}}


def test_it_is_closed_with_a_reason(cycle: Cycle):
    survey, lead = an_open_survey(cycle), member(cycle)
    assert lead.post(at(survey, "end/"), {"close": "1", "reason": "x"}).status_code == 422
    lead.post(at(survey, "end/"), {"closes": "2099-01-01", "reason": WHY, "extend": "1"})
    survey.refresh_from_db()
    assert survey.closes.year in (2098, 2099)
    lead.post(at(survey, "end/"), {"close": "1", "reason": WHY})
    survey.refresh_from_db()
    assert survey.state == "closed"


@pytest.mark.parametrize(
    ("path", "most"),
    [("", 12), ("questions/", 12), ("people/", 12), ("results/", 12), ("themes/", 12)],
)
@pytest.mark.parametrize("people", [1, 12])
def test_no_page_asks_more_than_twelve_times(
    cycle, path, most, people, django_assert_max_num_queries
):
    survey, lead = an_open_survey(cycle), member(cycle)
    for n in range(people):
        asked(survey, email=f"{n}@example.org")
        a_response(survey, strategy=2, text=f"Fibre {n}")
    refresh_look(survey)
    lead.get(at(survey, path))
    with django_assert_max_num_queries(most):
        lead.get(at(survey, path))


def test_the_last_day_is_told_as_it_was_chosen(cycle: Cycle):
    lead, survey = member(cycle), a_draft(cycle)
    lead.post(at(survey, "open/"), {"closes": "2098-03-31"})
    survey.refresh_from_db()
    assert (survey.state, day(survey.closes)) == ("open", "31 March 2098")
    page = Client().get(f"/en/survey/{token_of(asked(survey))}/").content.decode()
    assert "It is open until 31 March 2098." in page


def test_a_slip_speaks_the_language_of_whoever_gets_it(cycle: Cycle):
    survey = an_open_survey(cycle, contact="Jo, town hall")
    asked(survey, email="", language="fr")
    page = member(cycle).get(at(survey, "people/links/")).content.decode()
    assert ('lang="fr"' in page, "Votre lien personnel" in page) == (True, True)


def test_a_cycle_does_not_close_over_an_open_survey(cycle: Cycle):
    open_steps(cycle=cycle, today=date(2026, 11, 2))
    cycle.steps.update(state="done")
    survey, lead = an_open_survey(cycle), member(cycle)
    for state, left in (("open", "open"), ("closed", "closed")):
        Survey.objects.filter(pk=survey.pk).update(state=state)
        lead.post(f"/en/desk/{cycle.public_id}/close/")
        cycle.refresh_from_db()
        assert cycle.state == left


def test_the_step_does_not_end_while_people_may_be_answering(cycle: Cycle):
    open_steps(cycle=cycle, today=date(2026, 11, 2))
    survey, lead = an_open_survey(cycle), member(cycle)
    step = cycle.steps.get(kind="survey")
    turn = f"/en/desk/{cycle.public_id}/steps/{step.public_id}/"
    for verb in ("end", "leave-out"):
        page = lead.post(f"{turn}{verb}/", {"reason": "All of them were heard."})
        assert (page.status_code, "A survey is still open" in page.content.decode()) == (422, True)
    Survey.objects.filter(pk=survey.pk).update(closes=timezone.now() - timedelta(days=3))
    page = lead.post(f"{turn}end/", {"reason": "All of them were heard."})
    assert "The last day of a survey is over, and it is not closed yet." in page.content.decode()
    Survey.objects.filter(pk=survey.pk).update(state="closed")
    assert lead.post(f"{turn}end/", {"reason": "All of them were heard."}).status_code == 302


def test_the_share_of_the_invited_counts_the_invited_only():
    survey = an_open_survey()
    today = timezone.localdate()
    asked(survey, "MAY", answered=today)
    asked(survey, "SME")
    asked(survey, "SME", answered=today, declined=today)  # took the answers back
    heard_from(survey, {"MAY": 1, "SME": 3, "UNI": 1})
    progress = progress_of(survey)
    assert (progress.invited, progress.confirmed, progress.named) == (3, 5, 1)
    assert (progress.rate, progress.beside) == (1 / 3, 4)
    shares = {row.name: (row.named, row.share) for row in progress.reach.roles}
    assert shares == {"MAY": (1, 1.0), "SME": (0, 0.0), "UNI": (0, None)}
    page = member(survey.cycle).get(at(survey)).content.decode()
    assert "Answers beside the list" in page
