from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from papers_team import a_paper_team, noted
from territoria_web.compare.models import SwotPoint
from territoria_web.compare.queries.swot import drafted, kept_points, swot_of
from territoria_web.compare.queries.swot_drafts import drafts_of
from territoria_web.compare.services.swot import (
    add_point,
    draft_swot,
    freshen_point,
    judge_point,
)
from territoria_web.measure.services.findings import (
    add_finding,
    change_finding,
    take_back_finding,
)
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]

WHY = "Our own figures say otherwise."


def a_team():
    return a_paper_team("FRE1")


def test_readings_and_findings_are_drafted_with_their_addresses():
    team = a_team()
    made = add_finding(by=team.expert, cycle=team.cycle, noted=noted())
    done = draft_swot(by=team.lead, cycle=team.cycle)
    held = list(SwotPoint.objects.filter(cycle=team.cycle))
    assert done.added == len(held) > 10
    kinds = {(p.quadrant, p.drawn_from.split(":")[0].split(" ")[0]) for p in held}
    assert kinds == {
        ("strength", "gap"),
        ("weakness", "gap"),
        ("weakness", "finding"),
        ("opportunity", "target"),
        ("threat", "trend"),
    }
    assert f"finding {made.public_id}" in {p.drawn_from for p in held}


def test_a_drafted_sentence_has_number_range_unit_and_year():
    drafts = {
        d.drawn_from.split(":")[3]: d for d in drafts_of(a_team().cycle) if ":" in d.drawn_from
    }
    assert drafted(drafts["kis_employment"].said) == (
        "Knowledge-intensive services: 46.6 (43.7–49.5) % in 2018, clearly better than the peers "
        "with 40.9."
    )
    assert set(drafts["kis_employment"].said) == {"en", "fr", "de"}


def test_drafting_again_changes_nothing_that_stands():
    team = a_team()
    draft_swot(by=team.lead, cycle=team.cycle)
    again = draft_swot(by=team.lead, cycle=team.cycle)
    assert (again.added, again.renewed, again.removed) == (0, 0, 0)


def a_drafted_finding():
    team = a_team()
    made = add_finding(by=team.expert, cycle=team.cycle, noted=noted())
    draft_swot(by=team.lead, cycle=team.cycle)
    return team, made, SwotPoint.objects.get(drawn_from=f"finding {made.public_id}")


def test_proposals_nobody_touched_follow_their_source():
    team, made, point = a_drafted_finding()
    told = noted(statement="The strategy has a budget for one year.", weight="opportunity")
    change_finding(by=team.expert, finding=made, noted=told, seen=0)
    assert draft_swot(by=team.lead, cycle=team.cycle).renewed == 1
    point.refresh_from_db()
    assert (point.quadrant, drafted(point.said)) == ("opportunity", told.statement)
    take_back_finding(by=team.expert, finding=made)
    assert draft_swot(by=team.lead, cycle=team.cycle).removed == 1


def test_what_people_judged_is_never_overwritten_and_is_marked_when_its_source_changes():
    team, made, point = a_drafted_finding()
    own = "There is no money for the strategy."
    judge_point(by=team.lead, point=point, state="kept", text=own, reason=WHY, seen=0)
    change_finding(
        by=team.expert, finding=made, noted=noted(statement="It has a small budget now."), seen=0
    )
    draft_swot(by=team.lead, cycle=team.cycle)
    shown = swot_of(team.cycle, drafts_of(team.cycle))["weakness"][0]
    assert (shown.words, shown.now, shown.gone) == (own, "It has a small budget now.", False)
    take_back_finding(by=team.expert, finding=made)
    draft_swot(by=team.lead, cycle=team.cycle)
    shown = swot_of(team.cycle, drafts_of(team.cycle))["weakness"][0]
    assert (shown.words, shown.now, shown.gone) == (own, "", True)


def test_a_dropped_point_is_not_drafted_once_more():
    team, _made, point = a_drafted_finding()
    judge_point(by=team.lead, point=point, state="dropped", reason=WHY, seen=0)
    assert draft_swot(by=team.lead, cycle=team.cycle).added == 0
    assert kept_points(team.cycle)["weakness"] == []


def test_what_the_source_says_now_is_taken_over_on_asking():
    team, made, point = a_drafted_finding()
    judge_point(by=team.lead, point=point, state="kept", seen=0)
    change_finding(
        by=team.expert, finding=made, noted=noted(statement="It has a small budget now."), seen=0
    )
    fresh = freshen_point(by=team.lead, point=point, seen=1)
    assert (drafted(fresh.said), fresh.state) == ("It has a small budget now.", "kept")


@pytest.mark.parametrize(
    "told",
    [
        {"state": "dropped"},
        {"state": "kept", "text": "Other words than before."},
        {"state": "x"},
        {"state": "kept", "text": "short", "reason": WHY},
    ],
)
def test_a_judgement_without_what_it_needs_is_refused(told):
    team, _made, point = a_drafted_finding()
    with pytest.raises(ValidationError):
        judge_point(by=team.lead, point=point, seen=0, **told)


def test_of_two_who_judge_a_point_the_second_is_told():
    team, _made, point = a_drafted_finding()
    judge_point(by=team.lead, point=point, state="kept", seen=0)
    with pytest.raises(ChangedMeanwhile):
        judge_point(by=team.expert, point=point, state="dropped", reason=WHY, seen=0)


def test_people_add_points_of_their_own():
    team = a_team()
    told = {"by": team.lead, "cycle": team.cycle, "text": "Good schools <b>here</b>."}
    point = add_point(quadrant="strength", **told)
    assert (point.state, point.text) == ("kept", "Good schools <b>here</b>.")
    for wrong in ({"quadrant": "x"}, {"quadrant": "strength", "node": "Z9"}):
        with pytest.raises(ValidationError):
            add_point(**told, **wrong)
