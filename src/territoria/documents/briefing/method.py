"""Sections 2 and 5: how we worked, who was not heard, and what people would add."""

from __future__ import annotations

from territoria.documents.briefing.facts import Context
from territoria.documents.briefing.phrases import listed, lower_first, say
from territoria.documents.document import Block, Heading, Paragraph, Table
from territoria.measure.tree import OVERALL
from territoria.speech import gettext, gettext_noop

WOULD_FILL = gettext_noop(
    "Nothing yet: nobody has been asked. A short survey with described levels would fill the factors "
    "that no statistic covers ({names}). It would also show where groups differ; beyond one and a "
    "half levels, talk before you score."
)
WOULD_STAND_BESIDE = gettext_noop(
    "Nothing yet: nobody has been asked. A short survey with described levels would stand beside the "
    "statistics. It would also show where groups differ; beyond one and a half levels, talk before "
    "you score."
)


def method(ctx: Context) -> list[Block]:
    """Section 2: the question, the four steps and their state, who was not heard."""
    d = ctx.diagnosis
    not_held = gettext_noop("not yet held")
    rows = (
        (
            say("Survey of key actors"),
            say(not_held),
            say("how people here judge each factor, and where they disagree"),
        ),
        (
            say("Pre-assessment"),
            say("from statistics alone: {known} figures known", known=ctx.known(OVERALL)),
            say("policies in place, a visit, the host's corrections"),
        ),
        (say("Two-day workshop"), say(not_held), say("priorities, owners, and the objections")),
        (
            say("Policy briefing"),
            say("this document, as a desk diagnosis"),
            say("signed decisions and an agreed plan"),
        ),
    )
    return [
        Heading(1, gettext("The question and how we worked"), "2"),
        Paragraph(
            say(
                "The question is how ready {place} is for digital change, compared with places of the "
                "same structure, and what to do first. "
                "We used the {framework}, edition {edition}, and the release {release}.",
                place=ctx.place,
                framework=ctx.words(d.framework.title),
                edition=d.framework.edition,
                release=d.observations.name,
            )
        ),
        Table(
            caption=say("Four steps of the advice: one has been taken, from the desk."),
            header=(gettext("Step"), gettext("State"), gettext("What it would add")),
            rows=rows,
            align="lll",
        ),
        Paragraph(
            say(
                "Nobody here has been asked yet: no mayor, firm, school, university, union or citizen of "
                "{place}. Where a factor can only be judged by people, this "
                "document says unknown.",
                place=ctx.place,
            )
        ),
    ]


def people(ctx: Context) -> list[Block]:
    """Section 5: what people here say; in a desk edition, what asking would add."""
    factors = ctx.diagnosis.framework.factors()
    silent = [f for f in factors if not f.indicators]
    names = listed([lower_first(ctx.title(f.id)) for f in silent])
    return [
        Heading(1, gettext("What people here say"), "5"),
        Paragraph(say(WOULD_FILL if silent else WOULD_STAND_BESIDE, names=names)),
    ]
