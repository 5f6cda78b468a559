from __future__ import annotations

import pytest

from desk_team import signed_in
from papers_team import a_paper_team
from territoria_web.compare.models import SwotPoint

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def at(team, path=""):
    return f"/en/desk/{team.cycle.public_id}/swot/{path}"


def test_it_is_drafted_judged_and_added_to():
    team = a_paper_team("FRE1")
    client = signed_in(team.lead)
    client.post(at(team, "draft/"))
    point = SwotPoint.objects.filter(quadrant="weakness").first()
    assert point is not None
    url = at(team, f"{point.public_id}/")
    assert client.post(url, {"state": "dropped", "seen": "0"}).status_code == 422
    told = {"state": "kept", "text": "We lack <i>engineers</i>.", "reason": "In our words."}
    assert client.post(url, {**told, "seen": "0"}).status_code == 302
    assert client.post(url, {**told, "seen": "0"}).status_code == 422
    own = {"quadrant": "threat", "text": "Young people leave."}
    assert client.post(at(team, "add/"), own).status_code == 302
    page = client.get(at(team)).content.decode()
    assert "We lack &lt;i&gt;engineers&lt;/i&gt;." in page
    assert "2 kept" in page
    assert f"/en/desk/{team.cycle.public_id}/explain/?number=gap" in page


def test_points_are_kept_and_dropped_in_the_list():
    team = a_paper_team("FRE1")
    client = signed_in(team.lead)
    client.post(at(team, "draft/"))
    first, second = SwotPoint.objects.filter(cycle=team.cycle)[:2]
    url = at(team, f"{first.public_id}/")
    assert f'action="{url}"' in client.get(at(team)).content.decode()
    kept = client.post(url, {"state": "kept", "text": "", "seen": "0"})
    assert kept["Location"] == f"{at(team)}#p-{first.public_id}"
    client.post(
        at(team, f"{second.public_id}/"),
        {"state": "dropped", "text": "", "seen": "0", "reason": "It no longer holds."},
    )
    states = SwotPoint.objects.filter(pk__in=(first.pk, second.pk)).values_list("state", flat=True)
    assert sorted(states) == ["dropped", "kept"]
    assert f'action="{url}"' not in client.get(at(team)).content.decode()


def test_the_page_asks_few_questions(django_assert_max_num_queries):
    team = a_paper_team("FRE1")
    client = signed_in(team.lead)
    client.post(at(team, "draft/"))
    client.get(at(team))
    with django_assert_max_num_queries(12):
        client.get(at(team))


def test_strangers_see_nothing():
    team = a_paper_team("FRE1")
    other = a_paper_team("X2")
    assert signed_in(other.lead).get(at(team)).status_code == 404
