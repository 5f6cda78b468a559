"""Reading papers: those of a team or a network behind their doors, and those that are public."""

from __future__ import annotations

from uuid import UUID

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
)
from django.http import Http404

from territoria_web.papers.models import Correction, Paper, PaperFile, Signature
from territoria_web.people.models import Organisation
from territoria_web.people.queries import Visitor, open_cycle, open_network
from territoria_web.territories.models import Cycle, Territory


def papers_of(cycle: Cycle) -> QuerySet[Paper]:
    """All versions of a team's papers, latest first, with signatures and open corrections."""
    return _listed(Paper.objects.filter(cycle=cycle))


def papers_of_network(network: Organisation) -> QuerySet[Paper]:
    """All versions of a network's own papers, latest first."""
    return _listed(Paper.objects.filter(network=network))


def _listed(papers: QuerySet[Paper]) -> QuerySet[Paper]:
    # what is long stays behind; a list needs the head of a paper only
    return (
        papers.defer("facts")
        .select_related("template", "made_by")
        .prefetch_related(Prefetch("signatures", Signature.objects.select_related("user")))
        .annotate(
            proposed=Count("corrections", distinct=True),
            unanswered=Count("corrections", filter=Q(corrections__accepted=None), distinct=True),
        )
    )


def open_paper(user: Visitor, cycle: UUID, public_id: UUID, verb: str = "see") -> Paper:
    """A paper of a team's cycle, behind the door of its papers; ``paper.cycle`` as it was opened."""
    opened = open_cycle(user, cycle, stage="papers", verb=verb)
    held = Paper.objects.select_related("template").filter(cycle=opened, public_id=public_id)
    paper = held.first()
    if paper is None:
        raise Http404
    paper.cycle = opened
    return paper


def open_network_paper(user: Visitor, network: UUID, public_id: UUID, verb: str = "write") -> Paper:
    """A network's own paper, behind the network's door."""
    opened = open_network(user, network, verb)
    held = Paper.objects.select_related("template").filter(network=opened, public_id=public_id)
    paper = held.first()
    if paper is None:
        raise Http404
    paper.network = opened
    return paper


def open_correction(paper: Paper, public_id: UUID) -> Correction:
    """A correction of a paper that is opened; 404 for anyone else's."""
    found = Correction.objects.filter(paper=paper, public_id=public_id).first()
    if found is None:
        raise Http404
    found.paper = paper
    return found


def corrections_of(paper: Paper) -> QuerySet[Correction]:
    """What was found wrong in a paper, first things first."""
    return paper.corrections.select_related("by", "answered_by")


# ── public ────────────────────────────────────────────────────────────────────────────────────


def published(public_id: UUID) -> Paper:
    """A paper that anyone may read, replaced and withdrawn ones too; 404 for all others."""
    held = Paper.objects.exclude(published=None).filter(public_id=public_id)
    paper = held.select_related("template", "cycle__territory", "network").first()
    if paper is None:
        raise Http404
    return paper


def is_invented(paper: Paper) -> bool:
    """Whether it shows how this works: of an example, or of a network of invented territories only."""
    if paper.cycle is not None:
        return paper.cycle.example
    assert paper.network is not None
    examples = paper.network.territories.values_list("example", flat=True)
    return bool(examples) and all(examples)


def versions_of(paper: Paper) -> QuerySet[Paper]:
    """All versions of a paper that were ever published, latest first."""
    held = Paper.objects.filter(
        cycle=paper.cycle_id, network=paper.network_id, kind=paper.kind, part=paper.part
    )
    return held.exclude(published=None).defer("facts", "words").order_by("-version")


def published_of(territory: Territory) -> QuerySet[Paper]:
    """The papers that stand for a territory now, latest first."""
    held = Paper.objects.filter(cycle__territory=territory, state=Paper.State.PUBLISHED)
    return held.select_related("cycle").defer("facts", "words").order_by("-published")


def network_reports() -> QuerySet[Paper]:
    """Reports of networks that stand now, the latest first; ``example``: all its territories are invented.
    One query.
    """
    places = Territory.objects.filter(organisations=OuterRef("network"))
    invented = Exists(places.filter(example=True)) & ~Exists(places.filter(example=False))
    held = Paper.objects.filter(kind=Paper.Kind.SYNTHESIS, state=Paper.State.PUBLISHED)
    return (
        held.annotate(example=ExpressionWrapper(invented, output_field=BooleanField()))
        .select_related("network")
        .defer("facts", "words")
        .order_by("-published")
    )


def reports_state() -> tuple[UUID, ...]:
    """Which reports of networks stand: what a page that links to them hangs on, as the title of one never
    changes. One query.
    """
    held = Paper.objects.filter(kind=Paper.Kind.SYNTHESIS, state=Paper.State.PUBLISHED)
    return tuple(held.order_by("pk").values_list("public_id", flat=True))


def reports_at(code: str) -> tuple[tuple[UUID, str], ...]:
    """Public id and title of the reports that stand of networks that a territory is in, in whichever
    version of its code, the latest first. One query.
    """
    inside = Organisation.objects.filter(pk=OuterRef("network"), territories__code=code)
    held = Paper.objects.filter(Exists(inside), kind=Paper.Kind.SYNTHESIS)
    found = held.filter(state=Paper.State.PUBLISHED).order_by("-published")
    return tuple(found.values_list("public_id", "title"))


def files_of(paper: Paper) -> QuerySet[PaperFile]:
    """The files of a published paper, without what is in them."""
    return paper.files.defer("content").order_by("language", "name")


def file_of(paper: Paper, language: str, name: str) -> PaperFile:
    """A file of a published paper; 404 where there is none, or it is withdrawn."""
    found = paper.files.filter(language=language, name=name).first()
    if found is None or not paper.is_public or paper.state == Paper.State.WITHDRAWN:
        raise Http404
    return found
