"""`territoria recommend`: advice for a territory, by role."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from territoria.cli.opening import (
    DEFAULT_FRAMEWORK,
    DEFAULT_RELEASE,
    open_diagnosis,
)
from territoria.cli.speak import (
    emit,
    option_library,
    options_of_output,
    progress,
    speaks_plainly,
)


@click.command()
@click.argument("territory")
@click.option("--role", help="Only advice for this role, e.g. MAY or SME.")
@click.option(
    "--capacity",
    type=click.FloatRange(min=0, min_open=True),
    default=12.0,
    show_default=True,
    help="Person-months the territory can give in a half-year.",
)
@click.option("--framework", default=DEFAULT_FRAMEWORK, show_default=True)
@click.option("--release", "release_name", default=DEFAULT_RELEASE, show_default=True)
@option_library
@options_of_output
@speaks_plainly
def recommend(
    territory: str,
    role: str | None,
    capacity: float,
    framework: str,
    release_name: str,
    overlay: Path | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Advice in tiers, with what stands in its way, how firm it is, and what was not advised."""
    from territoria.documents.briefing.card import card_of
    from territoria.documents.briefing.card_words import TIERS

    with progress(["reading the release", "comparing and advising"]) as step:
        d = open_diagnosis(overlay, framework, release_name, territory, capacity)
        step()
        _ = d.advised
        step()
    if role is not None and role.upper() not in d.library.roles:
        from territoria.errors import ContentError, Problem, did_you_mean

        raise ContentError(
            Problem(role, "no such role.", did_you_mean(role.upper(), d.library.roles))
        )
    chosen = [a for a in d.advised.advice if role is None or a.text.role == role.upper()]
    left = [
        r
        for r in d.advised.rejected
        if r.tier is None and (role is None or r.text.role == role.upper())
    ]
    if as_json:
        cards = [card_of(d, a, date.today()) for a in chosen]
        not_given = [
            {"id": r.text.id, "what": str(r.text.what), "why": r.why, "detail": r.detail}
            for r in left
        ]
        click.echo(
            json.dumps(
                {**d.as_facts(), "advice": cards, "not_advised": not_given},
                indent=2,
                ensure_ascii=False,
            )
        )
        return
    rows = [
        {
            "id": a.text.id,
            "role": a.text.role,
            "tier": a.tier,
            "place": a.place,
            "what": str(a.text.what),
            "why_tier": a.why_tier,
            "evidence": a.text.evidence.grade,
            "stays_in_tier": a.stays_in_tier,
            "stays_on_top": a.stays_on_top,
            "needs_first": "; ".join(c.prerequisite.id for c in a.unmet),
        }
        for a in chosen
    ]
    if emit(rows, False, as_csv, {}):
        return
    for a in chosen:
        click.echo(f"{a.tier} {TIERS[a.tier]}: {a.text.what}  [{a.text.role}]")
        click.echo(
            f"    because {a.why_tier}; evidence {a.text.evidence.grade}; "
            f"stays so in {a.robust:.0%} of the draws"
        )
        for c in a.unmet:
            click.echo(f"    needs first ({c.state}): {c.prerequisite.text}")
        click.echo(f"    first step: {a.text.first_step}")
    for r in left:
        click.echo(f"not advised: {r.text.what}  [{r.text.role}] ({r.why}: {r.detail})")
