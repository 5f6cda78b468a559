"""Services are offered, changed, asked about otherwise, closed."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from rated_services import LIBRARY, a_forum, a_service
from territoria_web.listen.models import Service
from territoria_web.listen.services.services_offered import Offer, change_service, offer_service
from territoria_web.people.models import Entry, User
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db
BOOK = {"en": "Did you get the book?", "fr": "Avez-vous eu le livre ?"}


@pytest.fixture
def lead() -> User:
    return User.objects.create_user("lead@example.org")


def test_a_service_needs_a_name_in_every_language_of_the_forum(lead: User):
    forum = a_forum()
    with pytest.raises(ValidationError) as refused:
        offer_service(by=lead, forum=forum, offer=Offer({"en": "Library"}, theme="nothing"))
    assert set(refused.value.message_dict) == {"name-fr", "theme"}
    with pytest.raises(ValidationError) as asked:
        offer_service(by=lead, forum=forum, offer=Offer(LIBRARY.names, question={"en": "Well?"}))
    assert set(asked.value.message_dict) == {"question-fr"}


def test_other_words_go_on_with_the_series_another_question_begins_a_new_one(lead: User):
    service = a_service(a_forum())
    named = Offer({**LIBRARY.names, "en": "City library"}, office="Culture")
    change_service(by=lead, service=service, offer=named, seen=0)
    assert (service.instrument, service.edit) == (1, 1)
    asked = Offer(named.names, office="Culture", question=BOOK)
    change_service(by=lead, service=service, offer=asked, seen=1)
    change_service(by=lead, service=service, offer=asked, seen=2)
    assert service.instrument == 2
    change_service(by=lead, service=service, offer=asked, seen=3, asked_otherwise=True)
    assert service.instrument == 3
    deeds = list(Entry.objects.order_by("pk").values_list("what", flat=True))
    assert deeds == ["offer service", "change service", "ask otherwise", "ask otherwise"]


def test_the_second_of_two_who_change_it_is_told(lead: User):
    service = a_service(a_forum())
    change_service(by=lead, service=service, offer=LIBRARY, seen=0)
    with pytest.raises(ChangedMeanwhile):
        change_service(by=lead, service=service, offer=LIBRARY, seen=0)


def test_a_closed_cycle_takes_no_service(lead: User):
    forum = a_forum()
    Cycle.objects.update(state=Cycle.State.CLOSED)
    forum.refresh_from_db()
    with pytest.raises(ValidationError):
        offer_service(by=lead, forum=forum, offer=LIBRARY)
    assert Service.objects.count() == 0
