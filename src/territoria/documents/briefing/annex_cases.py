"""The annex on cases: what the places behind the first advice did, and what they claim came of it."""

from __future__ import annotations

import re

from territoria.content import HEADINGS
from territoria.documents.briefing.card_words import GRADES
from territoria.documents.briefing.facts import Context
from territoria.documents.briefing.phrases import join, plain, say
from territoria.documents.document import Block, Bullets, Cited, Line, Paragraph, Plain
from territoria.model import EffectClaim, Practice
from territoria.speech import colon, gettext, language

MOST_CASES = 2  # of each advice, the most alike
# Places of two headings among those of a practice.
WHAT_WAS_DONE, DIFFICULTIES = 1, 5


def cases(ctx: Context) -> list[Block]:
    """Two cases behind each of the first advice, told once, with what was claimed and its grade."""
    d = ctx.diagnosis
    fits = [fit for a in ctx.first for fit in d.fits[a.text.id][:MOST_CASES]]
    ids = dict.fromkeys(fit.practice.id for fit in fits)
    blocks: list[Block] = []
    for practice_id in ids:
        blocks += _case(ctx, d.library.practices[practice_id])
    return blocks or [Paragraph(say("No case of the library stands behind the first five."))]


def _case(ctx: Context, practice: Practice) -> list[Block]:
    sections, used = ctx.diagnosis.library.long_text("practices", practice.id, language())
    warning = gettext("Went wrong. ") if practice.went_wrong else ""
    country = f" ({practice.country})" if practice.country else ""
    years = gettext("undated") if practice.years == "undated" else practice.years
    if years.endswith("–"):
        years = gettext("since {year}").format(year=years[:-1])
    blocks: list[Block] = [
        Paragraph(
            join(
                [
                    (ctx.named("practices", practice.id, "place", practice.place),),
                    plain(f"{country}{colon()}"),
                    (ctx.quote("practices", practice.id, "title", practice.title),),
                    say(
                        ". {warning}{years}. Not confirmed with the place.",
                        warning=warning,
                        years=ctx.cited("practices", practice.id, "years", years),
                    ),
                ],
                "",
            )
        )
    ]
    address = str(ctx.readings.read("text", f"practices/{practice.id}/title").address)
    if used != language():
        blocks.append(Paragraph(say("This case is told in English only."), "note"))
    headings = HEADINGS["practices"][used]
    for heading in (headings[WHAT_WAS_DONE], headings[DIFFICULTIES]):
        if sections.get(heading):
            blocks.append(Paragraph(_cited(sections[heading], address)))
    blocks.append(
        Bullets(tuple(_claim(ctx, practice, n, c) for n, c in enumerate(practice.claims)))
    )
    return blocks


def _cited(text: str, address: str) -> Line:
    plain = re.sub(
        r"\s+", " ", re.sub(r"\s*\[\d+\]", "", text.replace("**", "").replace("\n- ", " "))
    ).strip()
    return (Cited(plain, address) if re.search(r"\d", plain) else Plain(plain),)


def _claim(ctx: Context, practice: Practice, number: int, claim: EffectClaim) -> Line:
    grade = (
        gettext("not reported")
        if claim.grade == "not reported"
        else f"{claim.grade}, {gettext(GRADES[claim.grade])}"
    )
    return join(
        [
            (ctx.named("practices", practice.id, f"claims.{number}.outcome", claim.outcome),),
            plain(colon()),
            (ctx.quote("practices", practice.id, f"claims.{number}.claim", claim.claim),),
            plain(f" ({grade})"),
        ],
        "",
    )
