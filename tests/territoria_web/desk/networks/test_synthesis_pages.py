"""A network's report from its first sentence to its public page, by its office and nobody else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from cohort_network import Network, a_network
from desk_team import signed_in, work_all
from territoria_web.jobs.models import Job
from territoria_web.papers.models import Paper

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture
def network(settings: Settings, tmp_path: Path) -> Network:
    settings.MEDIA_ROOT = tmp_path
    return a_network("FRE1", "DED5", "RO42")


@pytest.fixture
def office(network: Network) -> Client:
    return signed_in(network.office)


def begun(network: Network, office: Client) -> Paper:
    answer = office.post(network.at("synthesis/"), {"title": "What we learned", "language": "en"})
    assert answer.status_code == 302
    return Paper.objects.get(network=network.row)


def at(network: Network, paper: Paper, path: str = "") -> str:
    return network.at(f"synthesis/{paper.public_id}/{path}")


def test_from_the_first_sentence_to_the_public_page(network, office):
    paper = begun(network, office)
    assert office.get(at(network, paper)).status_code == 200
    words = {"text": "- Firms lack skills. [Chapter 6]", "seen": paper.edit, "stood": ""}
    assert office.post(at(network, paper, "words/messages/en/"), words).status_code == 302
    paper.refresh_from_db()
    signing = office.post(at(network, paper, "sign/"), {"agreed": "on", "seen": paper.edit})
    assert signing.status_code == 302
    assert office.post(at(network, paper, "publish/"), {"yes": "1"}).status_code == 302
    public = Client().get(f"/en/papers/{paper.public_id}/")
    assert public.status_code == 200
    assert "Firms lack skills." in public.content.decode()
    names = sorted(paper.files.values_list("name", flat=True))
    assert names == [f"synthesis-report.{kind}" for kind in ("docx", "html", "json", "pdf")]


def test_the_files_of_a_draft_are_made_in_the_background_and_marked(network, office):
    paper = begun(network, office)
    assert office.post(at(network, paper, "make/"), {"language": "en"}).status_code == 302
    assert "It waits for its turn." in office.get(at(network, paper)).content.decode()
    work_all()
    assert Job.objects.get(kind="synthesis").state == Job.State.DONE
    page = office.get(at(network, paper)).content.decode()
    for name in ("html", "pdf", "docx", "data.json"):
        address = at(network, paper, f"files/en/{name}")
        assert address in page
        assert office.get(address).status_code == 200
    assert "Draft, not signed" in office.get(at(network, paper, "files/en/html")).content.decode()


def test_members_read_what_is_published_and_no_draft(network, office):
    paper = begun(network, office)
    member = signed_in(network.member)
    listed = member.get(network.at("synthesis/"))
    assert "What we learned" not in listed.content.decode()
    assert member.post(network.at("synthesis/"), {"title": "T"}).status_code == 403
    for path in ("", "words/messages/en/", "sign/", "files/en/html"):
        assert member.get(at(network, paper, path)).status_code == 403
    Paper.objects.update(state="published", published="2026-11-01T10:00Z")
    listed = member.get(network.at("synthesis/")).content.decode()
    assert f"/papers/{paper.public_id}/" in listed


def test_a_report_is_not_opened_through_another_network(network, office):
    paper = begun(network, office)
    other = a_network("DE30", name="Other network")
    assert signed_in(other.office).get(at(other, paper)).status_code == 404
    assert signed_in(other.office).get(at(network, paper)).status_code == 404


def test_of_two_who_write_at_once_the_second_is_told_and_loses_nothing(network, office):
    paper = begun(network, office)
    address = at(network, paper, "words/messages/en/")

    def post(text: str) -> Any:
        return office.post(address, {"text": text, "seen": 0, "stood": "old"})

    assert post("First.").status_code == 302
    second = post("Second.")
    text = second.content.decode()
    assert (second.status_code, "First." in text, "Second." in text) == (422, True, True)


def test_a_second_version_needs_a_reason_and_waits_for_the_first(network, office):
    begun(network, office)
    again = office.post(network.at("synthesis/"), {"title": "T", "language": "en"})
    assert again.status_code == 422
    assert Paper.objects.count() == 1


def test_a_network_without_territories_begins_none():
    empty = a_network(name="Empty network")
    answer = signed_in(empty.office).post(empty.at("synthesis/"), {"title": "T", "language": "en"})
    assert answer.status_code == 422
    assert "no territory to report on" in answer.content.decode()


def test_an_unknown_section_language_or_file_is_not_there(network, office):
    paper = begun(network, office)
    for path in ("words/nothing/en/", "words/messages/xx/", "files/en/nothing", "files/xx/html"):
        assert office.get(at(network, paper, path)).status_code == 404


def test_tags_in_words_are_words(network, office):
    paper = begun(network, office)
    words = {"text": "<script>alert(1)</script>", "seen": paper.edit, "stood": ""}
    office.post(at(network, paper, "words/scope/en/"), words)
    page = office.get(at(network, paper, "words/scope/en/")).content.decode()
    assert "<script>alert" not in page


def test_the_pages_of_a_team_do_not_offer_a_networks_report(network, office):
    from desk_team import a_team

    team = a_team()
    answer = signed_in(team.lead).get(team.at("papers/"))
    assert "Synthesis report" not in answer.content.decode()
