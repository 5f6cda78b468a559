"""The policy briefing of one territory, from a diagnosis to a document."""

from __future__ import annotations

from datetime import date

from territoria.diagnosis import Diagnosis
from territoria.documents.briefing.added import Added
from territoria.documents.briefing.advice import doubts, plan, recommendations
from territoria.documents.briefing.annex import annex, follow_up
from territoria.documents.briefing.facts import Context
from territoria.documents.briefing.gaps import gaps
from territoria.documents.briefing.message import message
from territoria.documents.briefing.method import method, people
from territoria.documents.briefing.peers import peers
from territoria.documents.briefing.standing import standing
from territoria.documents.document import Block, Document, Heading, PageBreak, addresses_of
from territoria.documents.lint import Expected
from territoria.measure.tree import OVERALL
from territoria.model import Territory
from territoria.speech import gettext, language
from territoria.territories import say_name

SECTIONS = (method, standing, peers, people, gaps, recommendations, plan, doubts, follow_up)


def build_briefing(diagnosis: Diagnosis, day: date, added: Added | None = None) -> Document:
    """The briefing as a document in the language spoken: sections 0 to 10 and the annex.

    ``day`` is printed as its date and is the start of all review dates; nothing else depends on it.
    ``added``: the people's part; without it the briefing is a desk diagnosis.
    """
    ctx = Context(diagnosis, day, added)
    blocks: list[Block] = [
        *_with_people(ctx, message(ctx)),
        PageBreak(),
        *(block for write in SECTIONS for block in _with_people(ctx, write(ctx))),
        PageBreak(),
        *annex(ctx),
    ]
    printed = {address for block in blocks for address in addresses_of(block)}
    release = diagnosis.observations
    framework = diagnosis.framework
    edition = f"{framework.id} {framework.edition}"
    return Document(
        title=say_name(diagnosis.territory),
        subtitle=added.subtitle
        if added
        else gettext("Where the region stands, and what to do first: a desk diagnosis"),
        lang=language(),
        day=day,
        facts=_facts(ctx, edition),
        footer=f"{diagnosis.territory.code} · {edition} · {release.name} {release.digest[:12]}",
        blocks=tuple(blocks),
        readings={
            address: reading
            for address, reading in {
                **ctx.readings.all(),
                **(added.readings if added else {}),
            }.items()
            if address in printed
        },
    )


def _with_people(ctx: Context, blocks: list[Block]) -> list[Block]:
    """A section with what people put in place of the desk's part, or behind it."""
    heading = blocks[0]
    if ctx.added is None or not isinstance(heading, Heading):
        return blocks
    instead = ctx.added.instead.get(heading.section)
    kept = blocks if instead is None else [heading, *instead]
    return [*kept, *ctx.added.behind.get(heading.section, ())]


def _facts(ctx: Context, edition: str) -> tuple[tuple[str, str], ...]:
    d = ctx.diagnosis
    years = [d.period(i) for i in d.known(OVERALL)] if d.in_tree(OVERALL) else []
    cut_off = (
        gettext("figures up to {year}").format(year=max(years)) if years else gettext("no figures")
    )
    digest = d.observations.digest[:12]
    return (
        (gettext("Question"), gettext("How ready for digital change?")),
        (
            gettext("Territory and edition"),
            f"{_named(d.territory)}, {edition}",
        ),
        (
            gettext("Data"),
            gettext("{release}, {cut_off}, digest {digest}").format(
                release=d.observations.name, cut_off=cut_off, digest=digest
            ),
        ),
        *(
            ctx.added.facts
            if ctx.added
            else (
                (gettext("Authors"), gettext("Computed by Territoria; not yet reviewed by people")),
            )
        ),
    )


def _named(territory: Territory) -> str:
    """Its code, and which version of NUTS that is of; other places have lists of their own."""
    version = f" (NUTS {territory.version})" if territory.version.isdigit() else ""
    return f"{territory.code}{version}"


def expected_of(diagnosis: Diagnosis, added: Added | None = None) -> Expected:
    """What a briefing of this diagnosis must contain."""
    d = diagnosis
    indicators = dict.fromkeys(d.assessment.tree.indicators)
    unknown = [d.title(i) for i in indicators if d.value(i) is None]
    unknown += [d.title(f.id) for f in d.framework.factors() if d.score(f.id) is None]
    titled = dict.fromkeys((*indicators, *(n.id for n in d.framework.walk())))
    return Expected(
        missing=unknown,
        names=[
            name
            for name in (
                *map(d.title, titled),
                d.framework.edition,
                d.framework.id,
                d.observations.name,  # that of own figures is drawn by lot
            )
            if any(c.isdigit() for c in name)
        ],
        planned=[i.advice.text for w in d.roadmap.waves for i in w.items]
        if added is None or "8" not in added.instead
        else [],
        grades=[(str(a.text.what).rstrip("."), a.text.evidence.grade) for a in d.advised.advice],
    )
