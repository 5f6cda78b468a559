"""The compare desk: peers of one's own with a reason, what they change, and the way back."""

from __future__ import annotations

import pytest
from django.test import Client

from desk_team import a_team, signed_in
from territoria_web.compare.models import PeerGroup
from territoria_web.compare.queries.chosen_peers import (
    assessment_of,
    cautions_about,
    chosen_group,
    gaps_against,
    structural_peers,
)
from territoria_web.people.models import Entry
from territoria_web.territories.models import Territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]

WHY = "They share our border and our labour market."


def test_peers_are_chosen_with_a_reason_and_written_down():
    team = a_team()
    client = signed_in(team.lead)
    answer = client.post(
        team.at("compare/"), {"peers": ["FRD2", "FRE2"], "others": "fi20; DED5", "reason": WHY}
    )
    assert answer.status_code == 302
    group = chosen_group(team.cycle)
    assert group is not None
    assert sorted(t.code for t in group.members.all()) == ["DED5", "FI20", "FRD2", "FRE2"]
    assert Entry.objects.first().after["reason"] == WHY  # type: ignore[union-attr]
    page = client.get(team.at("compare/"))
    assert page.status_code == 200
    assert all(gap.chosen is not None for gap, _ in page.context["gaps"])


def test_all_that_is_wrong_is_said_and_nothing_typed_is_lost():
    team = a_team()
    answer = signed_in(team.lead).post(
        team.at("compare/"), {"peers": [], "others": "FRE1 XX99", "reason": "so"}
    )
    form = answer.context["form"]
    assert (answer.status_code, sorted(form.errors)) == (422, ["others", "peers", "reason"])
    assert form.errors["others"] == [
        "These codes are not known, or of another level: XX99.",
        "Your own territory cannot be its own peer.",
    ]
    assert (form["others"].value(), PeerGroup.objects.count()) == ("FRE1 XX99", 0)


def test_a_country_is_no_peer_of_a_region():
    team = a_team()
    answer = signed_in(team.lead).post(
        team.at("compare/"), {"others": "FR DE FI20 DED5", "reason": WHY}
    )
    assert list(answer.context["form"].errors) == ["others"]


def test_the_way_back_needs_a_reason_and_keeps_the_earlier_choice():
    team = a_team()
    client = signed_in(team.lead)
    client.post(team.at("compare/"), {"others": "FI20 DED5 RO42", "reason": WHY})
    assert client.post(team.at("compare/back/"), {"back-reason": ""}).status_code == 422
    reason = "We looked again, and structure fits better."
    assert client.post(team.at("compare/back/"), {"back-reason": reason}).status_code == 302
    assert (chosen_group(team.cycle), PeerGroup.objects.count()) == (None, 1)


def test_structural_peers_come_with_their_reasons():
    team = a_team()
    peers = structural_peers(assessment_of(team.cycle), team.cycle.territory)
    assert (peers[0].territory.code, peers[0].firmness) == ("FRD2", "firm")
    assert len(peers[0].alike) == 3


def test_the_same_peers_give_the_same_middle():
    team = a_team()
    assessment, place = assessment_of(team.cycle), team.cycle.territory
    sound = [p.territory for p in structural_peers(assessment, place) if p.firmness != "arguable"]
    for gap in gaps_against(assessment, place, sound):
        assert gap.chosen is not None
        assert (gap.chosen.median, gap.chosen.low, gap.chosen.high) == (
            gap.structural.median,
            gap.structural.low,
            gap.structural.high,
        )


def test_a_far_peer_is_said_to_be_far():
    team = a_team()
    far = list(Territory.objects.filter(code__in=["FI20", "FRD2"]))
    said = cautions_about(assessment_of(team.cycle), team.cycle.territory, far)
    assert {peer.code for peer, _ in said} == {"FI20"}


def test_a_low_figure_that_should_be_lower_is_worse_than_the_peers_and_not_below():
    team = a_team()
    gaps = gaps_against(assessment_of(team.cycle), team.cycle.territory, [])
    said = {(g.indicator.direction < 0, g.structural.word): g.structural.said for g in gaps}
    assert said[True, "below"] == "worse than peers"
    assert said[False, "below"] == "below peers"


def test_what_is_to_mend_stands_open_above_the_tables():
    team = a_team()
    client = signed_in(team.lead)
    before = client.get(team.at("compare/")).content.decode()
    assert before.index('id="structural"') < before.index('name="others"')
    wrong = client.post(team.at("compare/"), {"others": "XX99", "reason": WHY}).content.decode()
    assert wrong.index('role="alert"') < wrong.index('name="others"') < wrong.index('id="gaps"')
    assert wrong.count('name="others"') == 1
    assert "<details" not in wrong.partition("<main")[2].partition('name="others"')[0]


def test_chosen_peers_change_this_desk_only_and_the_page_says_so(client: Client):
    team, told = a_team(), "changes this page of your desk only"
    public = client.get("/en/territories/FRE1/peers.json").content
    mine = signed_in(team.lead)
    assert told in mine.get(team.at("compare/")).content.decode()
    mine.post(team.at("compare/"), {"others": "FI20 DED5 RO42", "reason": WHY})
    assert "They count on this page of your desk only." in (
        mine.get(team.at("compare/")).content.decode()
    )
    assert client.get("/en/territories/FRE1/peers.json").content == public
