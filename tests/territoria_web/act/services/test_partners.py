"""Joining with the lead's yes, invitations, leaving, the lead handed over: states, letters, words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from a_project import ORIGIN, Doing, P, S, a_city, a_project
from territoria_web.act.models import Partner
from territoria_web.act.queries.projects import partner_by_link
from territoria_web.act.rules.project_drafts import Named
from territoria_web.act.rules.projects import by_partner
from territoria_web.act.services import partners
from territoria_web.act.services.partners import (
    answer_invitation,
    answer_join,
    ask_to_join,
    change_own,
    hand_over_lead,
    invite_partner,
    join_for_territory,
    leave_project,
    take_invitation_back,
)
from territoria_web.act.services.project_journal import NotTakenNow
from territoria_web.people.models import Entry
from territoria_web.people.often import TO_AN_ADDRESS
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture(autouse=True)
def letters_at_once(settings: Settings) -> None:
    settings.MAIL_IN_BACKGROUND = False


def ask(d: Doing, email: str = "ada@turku.example", **fields: str) -> Partner:
    named = Named(**{"name": "Turku", "role": "partner", "email": email, "person": "Ada", **fields})
    return ask_to_join(
        project=d.row, named=named, brings="A tool", may_be_named=False, origin=ORIGIN
    )


def test_the_lead_reads_who_asks_and_a_yes_makes_it_public(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    d = a_project()
    before = d.now().said
    with django_capture_on_commit_callbacks(execute=True):
        partner = ask(d, language="fr")
    assert (partner.state, d.now().said) == (P.ASKED, before)  # a stranger breaks no silence
    assert mail.outbox[0].to == ["bordeaux@city.example"]
    assert "They bring: A tool" in mail.outbox[0].body
    with django_capture_on_commit_callbacks(execute=True):
        answer_join(
            project=d.row, doer=d.by(), partner=partner, is_in=True, reason="", origin=ORIGIN
        )
    partner.refresh_from_db()
    assert (partner.state, mail.outbox[1].to) == (P.AGREED, ["ada@turku.example"])
    assert d.row.story.get().facts == {"name": "Turku", "role": "partner"}
    assert Entry.objects.filter(about__startswith="project").count() == 0  # nobody had an account


def test_a_no_has_a_reason_that_only_the_asker_reads(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    d = a_project()
    told = {"project": d.row, "doer": d.by(), "partner": d.partner("Milano"), "origin": ORIGIN}
    with pytest.raises(ValidationError) as refused:
        answer_join(**told, is_in=False, reason="")
    assert refused.value.message_dict == {"reason": ["Write it here."]}  # not everybody reads it
    with django_capture_on_commit_callbacks(execute=True):
        answer_join(**told, is_in=False, reason="We are full.")
    (letter,) = mail.outbox
    assert (letter.to, "Reason: We are full." in letter.body) == (["milano@city.example"], True)
    line = d.row.story.get()
    assert (line.what, line.said, line.facts) == ("answered no", "", {})
    with pytest.raises(ChangedMeanwhile):
        answer_join(**told, is_in=True, reason="")


def test_an_address_that_is_in_it_gets_its_link_again_and_nothing_else(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    d = a_project()
    with django_capture_on_commit_callbacks(execute=True):
        held = ask(d, email="BILBAO@city.example")
    assert held == d.partner("Bilbao")
    assert [m.to for m in mail.outbox] == [["bilbao@city.example"]]
    assert d.row.partners.count() == 4


def test_joining_is_refused_once_the_call_is_over_or_the_project_rests():
    d = a_project(open_until=timezone.localdate() - timedelta(days=1))
    with pytest.raises(NotTakenNow):
        ask(d)
    with pytest.raises(NotTakenNow):
        ask(a_project(S.PARKED, network=d.network))
    with pytest.raises(ValidationError):
        ask(a_project(network=d.network), role="lead")
    with pytest.raises(ValidationError):
        ask(a_project(network=d.network), email="no address")


def test_a_team_asks_in_one_press_and_once_only():
    d, city = a_project(), a_city()
    told = {"by": city.lead, "project": d.row, "territory": city.cycle.territory}
    partner = join_for_territory(**told, origin=ORIGIN)
    assert (partner.state, partner.email, partner.vouched) == (P.ASKED, city.lead.email, True)
    with pytest.raises(ValidationError):
        join_for_territory(**told, origin=ORIGIN)
    assert Entry.objects.filter(what="ask to join project", who=city.lead).count() == 1


def test_whoever_was_named_says_yes_or_no_and_no_one_is_named_for_a_no():
    d = a_project()
    told = {"project": d.row, "reason": "", "origin": ORIGIN}
    answer_invitation(**told, doer=d.by("Pau"), is_in=True, may_be_named=True)
    assert (d.partner("Pau").state, d.partner("Pau").may_be_named) == (P.AGREED, True)
    named = Named("Turku", "partner", "t@city.example")
    invite_partner(project=d.row, doer=d.by(), named=named, seen=0, origin=ORIGIN)
    answer_invitation(**told, doer=d.by("Turku"), is_in=False, may_be_named=False)
    assert d.partner("Turku").state == P.DECLINED
    assert [line.what for line in d.row.story.all()] == ["invited", "joined"]
    with pytest.raises(NotTakenNow):
        answer_invitation(**told, doer=d.by("Turku"), is_in=True, may_be_named=False)


def test_an_account_that_answers_stands_for_its_city_and_takes_the_link_over():
    d, city = a_project(), a_city()
    row = d.partner("Pau")
    row.territory = city.cycle.territory
    row.save()
    old = d.own(name="Pau").split("/")[3]
    told = {"is_in": True, "reason": "", "may_be_named": False, "origin": ORIGIN}
    answer_invitation(project=d.row, doer=by_partner(row, city.lead), **told)
    row.refresh_from_db()
    assert (row.vouched, row.email, partner_by_link(old)) == (True, city.lead.email, None)


def test_what_guests_type_and_links_answer_stands_for_no_city_the_yes_of_the_office_does():
    d = a_project()
    told = {"project": d.row, "is_in": True, "reason": "", "origin": ORIGIN}
    answer_join(doer=d.by(), partner=ask(d, name="Leipzig"), **told)
    answer_invitation(doer=d.by("Pau"), may_be_named=True, **told)
    answer_join(doer=d.office(), partner=d.partner("Milano"), **told)
    found = {name: d.partner(name).vouched for name in ("Leipzig", "Pau", "Milano")}
    assert found == {"Leipzig": False, "Pau": False, "Milano": True}
    assert getattr(d.partner("Leipzig").territory, "code", None) == "DED5"


def test_letters_that_others_ask_for_have_a_limit(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    cache.clear()
    d = a_project()
    with django_capture_on_commit_callbacks(execute=True):
        for _time in range(TO_AN_ADDRESS + 2):
            ask(d, email="bilbao@city.example")
    assert len(mail.outbox) == TO_AN_ADDRESS
    named = Named("Turku", "partner", "t@city.example")
    told = {"project": d.row, "doer": d.by(), "named": named, "origin": ORIGIN}
    for seen in range(TO_AN_ADDRESS):
        row = invite_partner(seen=seen, **told)
        take_invitation_back(project=d.row, doer=d.by(), partner=row)
    with pytest.raises(ValidationError, match="Too many letters"):
        invite_partner(seen=TO_AN_ADDRESS, **told)


def test_an_invented_territory_joins_no_real_project_and_the_other_way_round():
    city = a_city()
    d = a_project(example=True)
    told = {"by": city.lead, "project": d.row, "territory": city.cycle.territory}
    with pytest.raises(ValidationError, match="Invented territories join"):
        join_for_territory(**told, origin=ORIGIN)


def test_nobody_more_is_invited_into_a_full_project(monkeypatch: pytest.MonkeyPatch):
    d = a_project()
    monkeypatch.setattr(partners, "MOST_PARTNERS", 4)
    with pytest.raises(ValidationError, match="the project is full"):
        invite_partner(
            project=d.row,
            doer=d.by(),
            named=Named("Turku", "partner", "t@city.example"),
            seen=0,
            origin=ORIGIN,
        )


def test_leaving_has_a_reason_and_the_lead_hands_over_first():
    d = a_project()
    with pytest.raises(NotTakenNow):
        leave_project(project=d.row, doer=d.by(), reason="Elections.")
    with pytest.raises(ValidationError):
        leave_project(project=d.row, doer=d.by("Bilbao"), reason="")
    lead = {"project": d.row, "doer": d.by(), "origin": ORIGIN}
    with pytest.raises(ChangedMeanwhile):
        hand_over_lead(**lead, partner=d.partner("Milano"), seen=0)  # only asked so far
    hand_over_lead(**lead, partner=d.partner("Bilbao"), seen=0)
    assert (d.partner("Bilbao").role, d.partner().role) == ("lead", "partner")
    leave_project(project=d.row, doer=d.by(), reason="Elections.")
    assert d.partner().state == P.LEFT
    leave_project(project=d.row, doer=d.by("Milano"), reason="")  # a request taken back
    assert [(e.what, e.said) for e in d.row.story.all()] == [
        ("left", "Elections."),
        ("handed over", ""),
    ]


def test_a_partner_says_anew_what_it_brings():
    d = a_project()
    row = change_own(
        project=d.row,
        doer=by_partner(d.partner("Bilbao")),
        person="Eva",
        brings="A  fab\nlab",
        language="fr",
        may_be_named=True,
    )
    assert (row.person, row.brings, row.language, row.may_be_named) == (
        "Eva",
        "A fab lab",
        "fr",
        True,
    )
