from __future__ import annotations

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from papers_team import BECAUSE, a_paper, a_paper_team
from territoria_web.papers.models import Paper, PaperFile
from territoria_web.papers.queries.papers import (
    file_of,
    is_invented,
    open_paper,
    papers_of,
    published,
    published_of,
    versions_of,
)
from territoria_web.people.models import Organisation
from territoria_web.territories.models import Territory

pytestmark = pytest.mark.django_db


def publish(paper: Paper, state: str = "published") -> Paper:
    Paper.objects.filter(pk=paper.pk).update(state=state, published=timezone.now())
    PaperFile.objects.create(paper=paper, language="en", name="a.pdf", digest="0", content=b"%PDF")
    return Paper.objects.get(pk=paper.pk)


def test_a_paper_is_opened_through_the_door_of_its_own_cycle_only():
    team, other = a_paper_team("X1"), a_paper_team("X2")
    paper = a_paper(team)
    opened = open_paper(team.editor, team.cycle.public_id, paper.public_id, "write")
    assert opened.cycle == team.cycle
    for user, cycle, public_id in (
        (other.lead, team.cycle, paper.public_id),
        (other.lead, other.cycle, paper.public_id),
        (team.lead, team.cycle, uuid.uuid4()),
    ):
        with pytest.raises(Http404):
            open_paper(user, cycle.public_id, public_id)
    with pytest.raises(PermissionDenied):
        open_paper(team.editor, team.cycle.public_id, paper.public_id, "sign")


def test_the_list_asks_twice_whatever_its_length(django_assert_num_queries):
    team = a_paper_team()
    for part in ("a", "b", "c"):
        a_paper(team, part=part)
    with django_assert_num_queries(2):
        held = [(p.part, p.unanswered, list(p.signatures.all())) for p in papers_of(team.cycle)]
    assert held == [("a", 0, []), ("b", 0, []), ("c", 0, [])]


def test_only_what_was_published_is_public():
    team = a_paper_team()
    paper = a_paper(team)
    with pytest.raises(Http404):
        published(paper.public_id)
    publish(paper)
    assert published(paper.public_id) == paper
    assert list(published_of(team.cycle.territory)) == [paper]


@pytest.mark.parametrize(
    ("codes", "invented"), [((), False), (("X1",), True), (("X1", "FRE1"), False)]
)
def test_a_network_of_invented_territories_only_is_an_example(codes, invented):
    place = a_paper_team().cycle.territory
    place.example = True
    place.save()
    network = Organisation.objects.create(name="A network", kind=Organisation.Kind.NETWORK)
    network.territories.set(Territory.objects.filter(code__in=codes))
    assert is_invented(Paper(network=network)) is invented


def test_a_paper_of_an_example_is_one():
    team = a_paper_team()
    assert is_invented(Paper(cycle=team.cycle)) is False
    team.cycle.example = True
    assert is_invented(Paper(cycle=team.cycle)) is True


def test_a_replaced_version_stays_readable_and_is_not_what_stands():
    team = a_paper_team()
    first = publish(a_paper(team), "replaced")
    second = publish(a_paper(team, reason=BECAUSE))
    assert published(first.public_id) == first
    assert list(versions_of(first)) == [second, first]
    assert list(published_of(team.cycle.territory)) == [second]


def test_files_are_given_out_while_the_paper_stands():
    paper = publish(a_paper(a_paper_team()))
    assert bytes(file_of(paper, "en", "a.pdf").content) == b"%PDF"
    for language, name in (("fr", "a.pdf"), ("en", "b.pdf"), ("en", "../a.pdf")):
        with pytest.raises(Http404):
            file_of(paper, language, name)
    paper.state = "withdrawn"
    with pytest.raises(Http404):
        file_of(paper, "en", "a.pdf")
