"""Applying: by mail without account, the form that loses nothing, files, take back, withdraw."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from call_world import BODY, World, a_territory, a_user, a_world, an_application
from desk_team import signed_in
from territoria_web.invite.models import Application, Call
from territoria_web.people.models import User

pytestmark = pytest.mark.django_db


def apply_at(world: World) -> str:
    return f"/en/desk/calls/{world.call.public_id}/apply/"


def fields(**other: Any) -> dict[str, Any]:
    held = {f"section-{key}": text for key, text in BODY.items()}
    return {**held, "organisation": "Council", "language": "en", "seen": "0", **other}


def a_form(world: World) -> tuple[Client, str]:
    """Somebody who begins an expression for Lakeland 0."""
    a_territory(0)
    client = signed_in(a_user("New Comer"))
    answer = client.post(apply_at(world), {"asked": "X00", "code": "X00@2021", "begin": "1"})
    assert answer.status_code == 302
    return client, answer["Location"]


def test_whoever_has_no_account_gets_a_link_that_leads_to_the_form(client: Client):
    world = a_world()
    answer = client.post(apply_at(world), {"email": "Anna@Example.org"})
    assert answer["Location"] == f"{apply_at(world)}?sent=1"
    assert b"is on its way" in client.get(answer["Location"]).content
    (letter,) = mail.outbox
    assert letter.to == ["anna@example.org"]
    (link,) = re.findall(r"https?://testserver(\S+)", letter.body)
    page = client.get(link)
    button = {"sesame": page.context["link"].token, "for": "", "next": page.context["next"]}
    assert client.post("/en/account/link/", button)["Location"] == apply_at(world)
    user = User.objects.get(email="anna@example.org")
    assert user.memberships.count() == 0


def test_the_answer_is_the_same_for_a_known_a_new_and_a_closed_address(client: Client):
    world = a_world()
    a_user("Known")
    shut = a_user("Shut")
    User.objects.filter(pk=shut.pk).update(is_active=False)
    answers = [
        client.post(apply_at(world), {"email": f"{name}@example.org"})
        for name in ("known", "new", "shut")
    ]
    assert {(a.status_code, a["Location"]) for a in answers} == {(302, f"{apply_at(world)}?sent=1")}
    assert [letter.to[0] for letter in mail.outbox] == ["known@example.org", "new@example.org"]


def test_one_address_is_not_flooded_with_letters(client: Client):
    world = a_world()
    answers = [client.post(apply_at(world), {"email": "a@example.org"}) for _ in range(6)]
    assert [a.status_code for a in answers] == [302] * 5 + [429]


def test_a_territory_is_found_by_name_and_several_are_asked_about():
    world = a_world()
    for n in range(2):
        a_territory(n)
    client = signed_in(a_user("New Comer"))
    several = client.post(apply_at(world), {"asked": "Lakeland", "find": "1"})
    assert several.status_code == 200
    found = [place.code for place in several.context["form"].found]
    assert found[:2] == ["X00", "X01"]  # before those that only sound alike
    unsaid = client.post(apply_at(world), {"asked": "Lakeland", "begin": "1"})
    assert unsaid.status_code == 422
    told = {"asked": "Lakeland", "code": "X01@2021", "begin": "1"}
    chosen = client.post(apply_at(world), told)
    assert chosen.status_code == 302
    assert Application.objects.get().territory.code == "X01"
    nothing = client.post(apply_at(world), {"asked": ""})
    assert nothing.status_code == 422


def test_a_territory_is_shown_before_a_form_begins_for_it():
    world = a_world()
    a_territory(0)
    client = signed_in(a_user("New Comer"))
    page = client.post(apply_at(world), {"asked": "Lakeland 0", "find": "1"}).content.decode()
    assert page.count("Lakeland 0 (X00)") == 1
    assert page.count("write to A network before you begin") == 1
    assert Application.objects.count() == 0


def test_a_draft_is_saved_with_whatever_is_there():
    world = a_world()
    client, at = a_form(world)
    short = {"section-challenge": "One <b>thing</b>.", "language": "fr", "seen": "0"}
    assert client.post(at, short).status_code == 302
    held = Application.objects.get()
    assert (held.body["challenge"], held.language, held.state) == (
        "One <b>thing</b>.",
        "fr",
        "draft",
    )
    assert b"One <b>thing</b>" not in client.get(at).content


def test_what_lacks_is_said_beside_its_field_and_what_was_typed_is_kept():
    world = a_world()
    client, at = a_form(world)
    typed = fields(do="submit", organisation="", **{"section-advice": "A? B? C? D?"})
    answer = client.post(at, typed)
    assert answer.status_code == 422
    form = answer.context["form"]
    assert sorted(form.errors) == ["organisation", "section-advice"]
    assert Application.objects.get().body["advice"] == "A? B? C? D?"
    again = client.post(at, fields(do="submit", seen=form["seen"].value()))
    assert again.status_code == 302
    assert Application.objects.get().state == "submitted"
    assert mail.outbox[-1].subject == "Received: Lakeland 0, Demonstrator regions"


def test_the_second_window_is_told_and_may_put_its_words_in_place():
    world = a_world()
    client, at = a_form(world)
    client.post(at, fields())
    late = client.post(at, fields(**{"section-vision": "Mine."}))
    assert late.status_code == 422
    form = late.context["form"]
    assert form["section-vision"].value() == "Mine."
    client.post(at, fields(seen=form["seen"].value(), **{"section-vision": "Mine."}))
    assert Application.objects.get().body["vision"] == "Mine."


def test_a_form_sent_after_the_closing_shows_the_words_and_keeps_nothing():
    world = a_world()
    client, at = a_form(world)
    Call.objects.filter(pk=world.call.pk).update(closes=world.call.opens.replace(year=2020),
                                                 opens=world.call.opens.replace(year=2019))  # fmt: skip
    answer = client.post(at, fields(do="submit"))
    assert answer.status_code == 422
    assert answer.context["form"]["section-vision"].value() == BODY["vision"]
    assert Application.objects.get().body == {}


def test_a_file_is_attached_with_the_words_and_comes_back_as_an_attachment():
    world = a_world()
    client, at = a_form(world)
    file = SimpleUploadedFile("../x y.html", b"%PDF-1.7 <script>", content_type="text/html")
    assert client.post(at, fields(do="attach", file=file, group="business")).status_code == 302
    held = Application.objects.get()
    (row,) = held.attachments.all()
    assert (row.name, row.media_type, row.group) == ("x y.pdf", "application/pdf", "business")
    assert held.body["vision"] == BODY["vision"]
    got = client.get(f"{at}files/{row.public_id}/")
    assert [got[h] for h in ("Content-Type", "X-Content-Type-Options", "Content-Disposition")] == [
        "application/pdf",
        "nosniff",
        'attachment; filename="x y.pdf"',
    ]
    assert signed_in(a_user("Stran Ger")).get(f"{at}files/{row.public_id}/").status_code == 404
    client.post(at, fields(do=f"remove:{row.public_id}", seen=str(held.edit)))
    assert held.attachments.count() == 0


def test_a_file_of_another_kind_is_refused_and_the_words_are_kept():
    world = a_world()
    client, at = a_form(world)
    answer = client.post(at, fields(do="attach", file=SimpleUploadedFile("a.pdf", b"<html>")))
    assert answer.status_code == 422
    assert sorted(answer.context["form"].errors) == ["file"]
    assert Application.objects.get().body["vision"] == BODY["vision"]


def test_the_office_reads_no_draft_and_no_text_before_the_closing():
    world = a_world()
    application = an_application(world)
    client = signed_in(world.secretary)
    at = f"/en/desk/calls/{world.call.public_id}/expressions/"
    assert client.get(at).context["rows"] == []
    assert client.get(f"{at}{application.public_id}/").status_code == 302
    own = signed_in(application.applicant)
    own.post(f"/en/desk/expressions/{application.public_id}/do/", {"do": "take-back"})
    assert client.get(f"{at}{application.public_id}/").status_code == 404
    own.post(f"/en/desk/expressions/{application.public_id}/do/", {"do": "withdraw"})
    assert Application.objects.get().state == "withdrawn"
