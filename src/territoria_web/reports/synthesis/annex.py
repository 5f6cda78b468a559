"""Annexes: a page for each territory, indicator sheets, sensitivity, data, participants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from territoria.documents.document import (
    Block,
    Bullets,
    Heading,
    Line,
    PageBreak,
    Paragraph,
    Plain,
    Table,
)
from territoria.documents.numerals import band
from territoria.speech import gettext
from territoria_web.library.saying import colon, day, semicolon
from territoria_web.papers.rules import KIND_NAMES
from territoria_web.reports.assessment.told import standing_said
from territoria_web.reports.synthesis.among import Among
from territoria_web.reports.synthesis.small_firms.profiles import profile

COLUMNS = 6
"""Territories beside each other in the coverage matrix."""


def blocks(told: Among) -> list[Block]:
    """All annexes, one after the other."""
    found: list[Block] = []
    for n, place in enumerate(told.territories):
        found += [*([PageBreak()] if n else []), *_profile(told, place)]
    return [
        *found,
        PageBreak(),
        *_known(told),
        *_sensitivity(told),
        Heading(2, _("Data package")),
        told.paragraph("annex/data", _data(told)),
        Heading(2, _("Participants")),
        *_participants(told),
    ]


def _known(told: Among) -> list[Block]:
    """Coverage and sheets of the published figures, where any territory has some."""
    if not any(p["known"] for p in told.territories):
        return []
    return [
        Heading(2, _("What is known of whom")),
        *_coverage(told),
        Heading(2, _("The figures")),
        _sheets(told),
    ]


def _profile(told: Among, place: Mapping[str, Any]) -> list[Block]:
    node = f"profile/{place['code']}"
    found: list[Block] = [Heading(2, told.named(place))]
    found += profile(told, place)
    if not place["known"]:
        said = _("It does not stand in the published comparison, so nothing is said against peers.")
        return [*found, told.paragraph(node, said), *_published(told, place)]
    rows = []
    for row in told.facts["scores"]:
        held = row["readings"][place["key"]]
        rows.append(
            (
                told.cites.words(_title(told, row["node"]), f"{node}/{row['node']}"),
                told.score_line(held),
                (Plain(band(held["value"]) if held["value"] is not None else _("unknown")),),
                (Plain(standing_said(held)),),
            )
        )
    found.append(
        Table(
            caption=told.headed(
                told.named(place),
                _("Scores with their ranges, and where they stand among its peers."),
            ),
            header=(_("Dimension"), _("Score"), _("Band"), _("Against peers")),
            rows=tuple(rows),
        )
    )
    for side, heading in (("ahead", _("Firm strengths")), ("behind", _("Firm gaps"))):
        titles = told.titles(place[side])
        found.append(Heading(3, heading))
        lines = tuple(told.cites.words(t, f"{node}/{side}") for t in titles)
        found.append(Bullets(lines) if lines else Paragraph((Plain(_("None that is firm.")),)))
    return [*found, *_figures(told, place), *_published(told, place)]


def _figures(told: Among, place: Mapping[str, Any]) -> list[Block]:
    """Its published figures in their own units, with year, badge and standing."""
    rows = []
    for i in told.facts["indicators"]:
        held, node = i["readings"][place["key"]], f"profile/{place['code']}/{i['node']}"
        rows.append(
            (
                told.text(i["title"], node),
                told.figure_line(i, held),
                told.cell(f"{node}/year", held["period"]),
                (Plain(held["badge"] or "–"),),
                (Plain(standing_said({**held, "direction": i["direction"]})),),
            )
        )
    table = Table(
        caption=told.headed(
            told.named(place), _("Its published figures, each with its unit, year and badge.")
        ),
        header=(_("Figure"), _("Value"), _("Year"), _("Badge"), _("Against peers")),
        rows=tuple(rows),
        wide=True,
        small=True,
    )
    return [table]


def _published(told: Among, place: Mapping[str, Any]) -> list[Block]:
    if not place["papers"]:
        return [Paragraph((Plain(_("It has published no paper in the network yet.")),), "note")]
    lines = tuple(
        told.cites.words(
            f"{KIND_NAMES[p['kind']]}{colon()}{p['title']}, {day(date.fromisoformat(p['published']))}",
            f"papers/{p['id']}",
        )
        for p in place["papers"]
    )
    return [Heading(3, _("Published papers")), Bullets(lines)]


def _title(told: Among, node: str) -> str:
    held = {n["node"]: told.said(n["title"]) for n in told.facts["dimensions"]}
    return held.get(node) or _("All dimensions")


# ── what is known ─────────────────────────────────────────────────────────────────────────────


def _coverage(told: Among) -> list[Block]:
    """Figure × territory with badges, a few territories a table."""
    found: list[Block] = []
    places = told.territories
    for first in range(0, len(places), COLUMNS):
        part = places[first : first + COLUMNS]
        rows = tuple(
            (told.text(i["title"], f"coverage/{i['node']}"), *(_badge(i, p) for p in part))
            for i in told.facts["indicators"]
        )
        caption = _("A own and recent, B own and older, E of the wider area.")
        found.append(
            Table(
                caption=told.headed(told.names([p["key"] for p in part]), caption),
                header=(_("Figure"), *(told.named(p) for p in part)),
                rows=rows,
                wide=True,
                small=True,
            )
        )
    return found


def _badge(indicator: Mapping[str, Any], place: Mapping[str, Any]) -> Line:
    held = indicator["readings"][place["key"]]
    if held["value"] is None:
        return (Plain(_("unknown")),)
    return (Plain(held["badge"] or _("known")),)


def _sheets(told: Among) -> Table:
    rows = []
    for i in told.facts["indicators"]:
        node, publisher = f"sheets/{i['node']}", str(i["publisher"])
        years = sorted({r["period"] for r in i["readings"].values() if r["period"]})
        between = years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}" if years else ""
        rows.append(
            (
                told.text(i["name"], node),
                told.cites.words(told.unit(i), f"{node}/unit"),
                told.cell(f"{node}/years", between),
                told.cites.words(gettext(publisher), f"{node}/publisher"),
                told.cites.words(i["licence"], f"{node}/licence"),
            )
        )
    return Table(
        caption=(Plain(_("Each figure with its unit, its years, who publishes it, its licence.")),),
        header=(_("Figure"), _("Unit"), _("Years"), _("Publisher"), _("Licence")),
        rows=tuple(rows),
        wide=True,
        small=True,
    )


def _sensitivity(told: Among) -> list[Block]:
    held = dict(_ranges(told))
    paragraphs = [told.paragraph(f"annex/sensitivity/{n}", said) for n, said in held.items()]
    return [Heading(2, _("How sensitive it is")), *paragraphs] if held else []


def _ranges(told: Among) -> Iterator[tuple[int, str]]:
    """By the figures that the report rests on: of firms, of assessors, of the published comparison."""
    firms = told.facts["small_firms"]
    if firms["checks"]:
        yield (
            1,
            _(
                "Ranges of what firms say hold in nine of ten samples of as many firms, if those "
                "that answered were drawn by lot. They chose to answer, so more is open than the "
                "range tells."
            ),
        )
    if firms["benchmark"]:
        yield (
            2,
            _(
                "Ranges of levels reach from the lowest to the highest that an assessor gave. With "
                "other assessors they may lie elsewhere."
            ),
        )
    if any(p["known"] for p in told.territories):
        yield 3, _of_scores()


def _of_scores() -> str:
    return _(
        "Ranges of scores come from a thousand variations of weights, methods and figures within their "
        "errors. Peers are drawn as often. What is called firm holds in most of them. Another "
        "framework may say something else; it is one view of many."
    )


def _data(told: Among) -> str:
    edition = told.facts["edition"]
    return _(
        "All readings, matches and targets of this report lie beside it as data.json, in the same "
        "order. Framework %(framework)s, edition %(edition)s; data digest %(digest)s."
    ) % {
        "framework": edition["framework"],
        "edition": edition["edition"],
        "digest": edition["digest"][:12],
    }


def _participants(told: Among) -> list[Block]:
    found: list[Block] = []
    for place in told.territories:
        if place["bodies"]:
            said = f"{told.named(place)}{colon()}{semicolon().join(sorted(set(place['bodies'])))}."
            found.append(told.paragraph(f"participants/{place['code']}", said))
    if found:
        return found
    said = _("No body has agreed to be named in a published paper yet. People are never named.")
    return [told.paragraph("participants/none", said)]
