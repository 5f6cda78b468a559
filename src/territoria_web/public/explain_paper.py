"""Words that a published paper prints: as they stand there, whose they are, and the way to them."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from territoria_web.library.languages import document_language, name_of_language
from territoria_web.library.queries import library
from territoria_web.papers.models import Paper
from territoria_web.papers.queries.papers import published
from territoria_web.papers.rules import KIND_NAMES, STATE_NAMES
from territoria_web.public.page import Crumb, Page, Table
from territoria_web.reports.passages import (
    PaperAddress,
    Passage,
    not_there,
    origin_of,
    passages_of,
    title_of,
)
from territoria_web.territories.queries import territory_name

HEAD = ("chapter", "text", "quoted")


def explain_paper(address: PaperAddress) -> Page:
    """Where words of a published paper come from; AddressError where no such words are public."""
    paper = _published(address)
    gone = paper.state == Paper.State.WITHDRAWN
    found, language = ([], "") if gone else passages_of(paper, address, document_language())
    if not found and not gone:
        raise not_there(
            address,
            _("the paper has no such words."),
            _("Copy the address again from the table at its end."),
        )
    home = reverse("public:paper", args=[paper.public_id])
    return Page(
        template="public/explain_paper.html",
        title=title_of(address),
        finding=_("The paper was withdrawn, so its words are no longer shown.")
        if gone
        else origin_of(paper, address.node),
        facts={
            "paper": paper,
            "kind": KIND_NAMES[Paper.Kind(paper.kind)],
            "state": STATE_NAMES[Paper.State(paper.state)],
            "replaced": paper.state == Paper.State.REPLACED,
            "gone": gone,
            "passages": [(p, f"{home}#{p.anchor}" if p.anchor else home) for p in found],
            "home": home,
            "beyond": [] if gone else _beyond(paper, address.node),
            "address": address.text,
            "language": language,
            "other_language": name_of_language(language)
            if language not in ("", get_language())
            else "",
        },
        table=Table("passages", HEAD, [(p.chapter, p.text, p.exact) for p in found]),
        data=_data(paper, address, found),
        crumbs=_crumbs(paper, home),
        robots="noindex",
        status=410 if gone else 200,
    )


def _published(address: PaperAddress) -> Paper:
    """The paper, where anyone may read it. Whether there is a draft is not told."""
    try:
        return published(address.paper)
    except Http404:
        raise not_there(
            address,
            _("this site has published no such paper."),
            _("A team that writes it opens this address at its own desk."),
        ) from None


def _beyond(paper: Paper, node: str) -> list[tuple[str, str]]:
    """Public pages about the same: the advice that was decided on, the plan that promises."""
    first, _slash, rest = node.partition("/")
    name = rest.partition("/")[0]
    if first == "decisions" and name in library().recommendations:
        return [(_("The advice itself"), reverse("public:recommendation", args=[name]))]
    plan = (paper.facts.get("plan") or {}).get("body", {}).get("plan")
    if first == "plan" and plan:  # it prints what was adopted, so there is an account
        said = _("The plan, with what was done since")
        return [(said, reverse("public:promises-plan", args=[plan]))]
    return []


def _crumbs(paper: Paper, home: str) -> tuple[Crumb, ...]:
    place = paper.cycle.territory if paper.cycle else None
    mine = Crumb(paper.title, home)
    if place is None:
        return (mine,)
    return (Crumb(territory_name(place), reverse("public:territory", args=[place.code])), mine)


def _data(paper: Paper, address: PaperAddress, found: list[Passage]) -> dict[str, Any]:
    return {
        "stated_at": address.text,
        "paper": str(paper.public_id),
        "kind": paper.kind,
        "version": paper.version,
        "state": paper.state,
        "passages": [{"chapter": p.chapter, "text": p.text, "quoted": p.exact} for p in found],
    }
