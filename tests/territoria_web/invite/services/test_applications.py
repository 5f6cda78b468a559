"""An expression of interest: drafts, submission, a second one, the clock."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from call_world import BODY, a_reviewer, a_territory, a_user, a_world, an_application
from territoria_web.invite.models import Application
from territoria_web.invite.services.applications import (
    NotComplete,
    begin_application,
    save_draft,
    submit_application,
    take_back_application,
    withdraw_application,
)
from territoria_web.invite.services.attachments import attach_file
from territoria_web.people.models import Entry
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 "


def a_draft(world, n=0, place=None):
    return begin_application(
        by=a_user(f"Draft Er {n}"),
        call=world.call,
        territory=place or a_territory(n),
        language="en",
        now=world.open_at,
    )


def saved(world, draft, **facts):
    held = {"body": BODY, "organisation": "Council", **facts}
    return save_draft(
        by=draft.applicant, application=draft, seen=draft.edit, now=world.open_at, **held
    )


def test_a_draft_may_lack_anything_and_keeps_what_is_not_given():
    world = a_world()
    draft = saved(world, a_draft(world), body={"challenge": "One."}, organisation=None)
    again = saved(world, draft, body={"vision": "Two.", "unknown": "x"}, organisation=None)
    assert again.body == {"challenge": "One.", "vision": "Two."}


def test_everything_that_is_missing_is_said_at_once():
    world = a_world()
    body = {"challenge": "word " * 151, "advice": "A? B? C? D?", "vision": "word " * 2500}
    draft = saved(world, a_draft(world), body=body, organisation=" ")
    with pytest.raises(NotComplete) as refused:
        submit_application(
            by=draft.applicant, application=draft, seen=draft.edit, now=world.open_at
        )
    assert sorted(refused.value.message_dict) == [
        "advice",
        "applicant",
        "challenge",
        "commitment",
        "data",
        "on-board",
        "organisation",
        "others",
        "whole",
    ]


def test_the_second_expression_of_a_territory_is_refused_with_a_reason():
    world = a_world()
    place = a_territory(0)
    first, second = (saved(world, a_draft(world, n, place)) for n in range(2))
    submit_application(by=first.applicant, application=first, seen=1, now=world.open_at)
    with pytest.raises(ValidationError, match="handed in already"):
        submit_application(by=second.applicant, application=second, seen=1, now=world.open_at)
    with pytest.raises(ValidationError, match="handed in already"):
        a_draft(world, 2, place)
    withdraw_application(by=first.applicant, application=first)
    submit_application(by=second.applicant, application=second, seen=1, now=world.open_at)


def test_handing_in_twice_hands_in_once():
    world = a_world()
    draft = saved(world, a_draft(world))
    submit_application(by=draft.applicant, application=draft, seen=1, now=world.open_at)
    with pytest.raises(ValidationError):
        submit_application(by=draft.applicant, application=draft, seen=1, now=world.open_at)
    assert Entry.objects.filter(what="submit application").count() == 1


def test_another_window_is_told():
    world = a_world()
    draft = a_draft(world)
    saved(world, draft)
    with pytest.raises(ChangedMeanwhile):
        saved(world, draft)


def test_from_the_closing_second_on_nothing_changes():
    world = a_world()
    draft, closes = saved(world, a_draft(world)), world.call.closes
    by = draft.applicant
    with pytest.raises(ValidationError, match="closed"):
        save_draft(by=by, application=draft, seen=1, body={}, now=closes)
    with pytest.raises(ValidationError, match="closed"):
        submit_application(by=by, application=draft, seen=1, now=closes)
    with pytest.raises(ValidationError, match="closed"):
        attach_file(by=by, application=draft, name="a.pdf", content=PDF, now=closes)
    last = closes - timedelta(microseconds=1)
    handed_in = submit_application(by=by, application=draft, seen=1, now=last)
    with pytest.raises(ValidationError, match="closed"):
        take_back_application(by=by, application=handed_in, now=closes)


def test_before_it_opens_nobody_begins():
    world = a_world()
    with pytest.raises(ValidationError, match="opens"):
        begin_application(
            by=a_user("Early"),
            call=world.call,
            territory=a_territory(0),
            language="en",
            now=world.call.opens - timedelta(seconds=1),
        )


def test_a_submitted_expression_changes_only_after_it_was_taken_back():
    world = a_world()
    done = an_application(world)
    with pytest.raises(ValidationError, match="not a draft"):
        saved(world, done)
    back = take_back_application(by=done.applicant, application=done, now=world.open_at)
    assert (back.state, back.submitted) == ("draft", None)
    assert saved(world, back, body={"vision": "New."}).body["vision"] == "New."


def test_a_withdrawn_expression_frees_the_territory_and_is_kept():
    world = a_world()
    done = an_application(world)
    withdraw_application(by=done.applicant, application=done)
    again = begin_application(
        by=done.applicant, call=world.call, territory=done.territory, language="en",
        now=world.open_at,
    )  # fmt: skip
    assert again.pk != done.pk
    assert Application.objects.get(pk=done.pk).state == "withdrawn"


def test_whoever_reviews_does_not_apply():
    world = a_world()
    seat = a_reviewer(world, 1)
    with pytest.raises(ValidationError, match="You review"):
        begin_application(
            by=seat.user, call=world.call, territory=a_territory(0), language="en",
            now=world.open_at,
        )  # fmt: skip


def test_files_are_few_small_and_once():
    world = a_world()
    draft = a_draft(world)
    facts = {"by": draft.applicant, "application": draft, "now": world.open_at}
    for n in range(6):
        attach_file(name=f"{n}.pdf", content=PDF + bytes([n]), group="business", **facts)
    for content, said in (
        (PDF + b"7", "At most 6"),
        (PDF + bytes([1]), "already"),
        (b"", "empty"),
        (b"GIF89a", "something else"),
        (PDF + b"x" * 2 * 1024 * 1024, "larger than 2 MB"),
    ):
        with pytest.raises(ValidationError, match=said):
            attach_file(name="x.pdf", content=content, **facts)


def test_the_journal_holds_no_word_of_an_applicant():
    world = a_world()
    an_application(world)
    told = " ".join(str((e.before, e.after)) for e in Entry.objects.filter(what__contains="appl"))
    assert not any(text[:20] in told for text in BODY.values())
