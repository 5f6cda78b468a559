"""What else is public of a territory is linked from its pages as soon as it is there."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from a_published_benchmark import a_look_at_firms, a_published_benchmark
from cohort_network import a_network
from planned import a_plan
from targeted import begun, set_up
from territoria_web.listen.models import SelfCheck
from territoria_web.papers.models import Paper
from territoria_web.papers.services.writing import begin_paper
from territoria_web.people.models import Organisation
from territoria_web.public.territory.beside import target_links

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
PAGES = ("/en/territories/FRE1/", "/en/territories/FRE1/small-firms/", "/en/journeys/of/FRE1/")


def a_report(
    network: Organisation, title: str = "What the north learned", benchmark: str = ""
) -> Paper:
    """A published report of a network, which draws on a benchmark."""
    made = begin_paper(
        by=None, kind=Paper.Kind.SYNTHESIS, network=network, title=title, language="en"
    )
    facts = {"small_firms": {"benchmark": {"id": benchmark}}}
    Paper.objects.filter(pk=made.pk).update(
        state="published", published=timezone.now(), facts=facts
    )
    return made


def leading_to(client: Client, page: str, public_id: UUID) -> bool:
    return str(public_id) in client.get(page).content.decode()


def test_targets_are_linked_once_one_is_set_also_without_a_plan(client: Client, settings, tmp_path):
    settings.WRITTEN_PAGES = tmp_path
    p = a_plan("FRE1")
    begun(p, figure="A draft")
    address = p.cycle.public_id
    assert [leading_to(client, page, address) for page in PAGES] == [False] * 3
    set_up(p)
    assert [leading_to(client, page, address) for page in PAGES] == [True] * 3
    assert target_links("DED5") == []


def test_a_report_is_linked_by_its_network_its_benchmark_and_its_territories(
    client: Client, settings, tmp_path
):
    settings.WRITTEN_PAGES = tmp_path
    held = a_published_benchmark()
    pages = ("/en/network/", f"/en/benchmarks/{held.public_id}/", *PAGES)
    for page in pages:
        assert client.get(page).status_code == 200
    other = a_report(a_network("ES61", name="Southern network").row, "Of others")
    report = a_report(held.network, benchmark=str(held.public_id))
    assert [leading_to(client, page, report.public_id) for page in pages] == [True] * 5
    assert [leading_to(client, page, other.public_id) for page in pages] == [True, *[False] * 4]
    Paper.objects.filter(pk=report.pk).update(state="withdrawn")
    assert [leading_to(client, page, report.public_id) for page in pages] == [False] * 5


def test_a_report_that_draws_on_another_benchmark_is_not_beside_this_one(client: Client):
    held = a_published_benchmark()
    report = a_report(held.network, benchmark="of another")
    assert not leading_to(client, f"/en/benchmarks/{held.public_id}/", report.public_id)
    assert leading_to(client, "/en/network/", report.public_id)


def test_the_self_check_is_linked_and_what_is_unknown_is_said_once(client: Client):
    look = a_look_at_firms("FRE1", lack_of_skills=0.4)
    SelfCheck.objects.update(state=SelfCheck.State.OPEN)
    page = client.get(PAGES[1]).content.decode()
    assert f"/en/check-results/{look.check_of.code}/" in page
    assert "</span> What policies do is unknown" not in page


def test_a_report_of_invented_territories_is_marked(client: Client):
    network = a_network("FRE1", "DED5").row
    a_report(network)
    assert '<span class="tag">Example</span>' not in client.get("/en/network/").content.decode()
    network.territories.update(example=True)
    assert '<span class="tag">Example</span>' in client.get("/en/network/").content.decode()
