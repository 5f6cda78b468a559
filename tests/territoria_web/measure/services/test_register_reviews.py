"""One fit from a second territory enters the register; nobody of the own one has a say."""

from __future__ import annotations

import hashlib
import json

import pytest
from django.core.exceptions import ValidationError

from a_register import WHY, a_peer, judged, waiting, written
from desk_team import a_member
from territoria_web.measure.queries.register import initiatives_to_review
from territoria_web.measure.services.register import hand_in_initiative
from territoria_web.measure.services.register_reviews import review_initiative
from territoria_web.people.models import Organisation, Role, User
from territoria_web.people.services import give_role
from territoria_web.territories.models import Territory
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db


def test_a_fit_makes_an_edition_with_digest_and_place():
    _team, made = waiting()
    edition = judged(made)
    assert edition is not None
    text = json.dumps(made.body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert edition.digest == hashlib.sha256(text.encode()).hexdigest()
    assert (made.state, edition.number, edition.reviewed_in) == ("published", 1, "Leipzig")
    assert (edition.body, edition.language) == (made.body, "en")


def test_what_is_to_be_mended_goes_back_and_is_not_handed_in_as_it_was():
    team, made = waiting()
    assert judged(made, "mend") is None
    assert (made.state, made.reviews.get().said) == ("draft", WHY)
    with pytest.raises(ValidationError, match="asked for a change"):
        hand_in_initiative(by=team.lead, initiative=made, seen=0)
    kept = written(team, made, what="Pays a third.")
    hand_in_initiative(by=team.lead, initiative=kept, seen=1)
    assert judged(made) is not None


def test_only_somebody_of_another_territory_without_a_hand_in_it_reviews():
    team, made = waiting()
    own, viewer = a_member("FRE1", Role.EXPERT), a_member("FI20", Role.VIEWER)
    both = a_member("FI20", Role.LEAD)
    give_role(by=None, user=both, role=Role.VIEWER, place=Territory.objects.get(code="FRE1"))
    office = User.objects.create_user("office@example.org")
    network = Organisation.objects.create(name="Lakes", kind="network")
    give_role(by=None, user=office, role=Role.SECRETARIAT, place=network)
    writer = a_peer()
    made.writers.add(writer)
    for user in (team.lead, own, viewer, both, office, writer):
        assert list(initiatives_to_review(user)) == []
        with pytest.raises(ValidationError, match="no review of yours"):
            judged(made, by=user)
    assert list(initiatives_to_review(a_peer("FI20"))) == [made]


def test_another_version_of_the_own_code_is_no_second_territory():
    waiting()
    own = Territory.objects.get(code="FRE1")
    later = Territory.objects.create(
        code="FRE1", version="2099", name="Later", level=own.level, country=own.country
    )
    peer = User.objects.create_user("later@example.org", name="Later")
    give_role(by=None, user=peer, role=Role.LEAD, place=later)
    assert list(initiatives_to_review(peer)) == []


def test_people_of_invented_territories_review_what_is_invented_only():
    waiting()
    invented = Territory.objects.create(
        code="XA99", version="example", name="Nowhere", level=2, country="XA", example=True
    )
    peer = User.objects.create_user("nowhere@example.org", name="Nobody")
    give_role(by=None, user=peer, role=Role.LEAD, place=invented)
    assert list(initiatives_to_review(peer)) == []


def test_whoever_read_former_words_reads_the_new_ones_first():
    team, made = waiting()
    kept = written(team, made, what="Pays a third.")
    hand_in_initiative(by=team.lead, initiative=kept, seen=1)
    with pytest.raises(ChangedMeanwhile):
        review_initiative(by=a_peer(), initiative=made, verdict="fit", said=WHY, seen=0)


def test_a_judgment_needs_words():
    _team, made = waiting()
    with pytest.raises(ValidationError) as refused:
        review_initiative(by=a_peer(), initiative=made, verdict="good", said="Fine.", seen=0)
    assert sorted(refused.value.message_dict) == ["said", "verdict"]
