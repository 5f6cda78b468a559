"""The policy briefing as a document: computed sections with the people's part in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.diagnosis import Diagnosis
from territoria.documents.briefing import build_briefing
from territoria.documents.briefing.added import Added
from territoria.documents.briefing.build import expected_of
from territoria.documents.briefing.facts import Context
from territoria.documents.document import Block, Document, Line
from territoria.documents.lint import lint as lint_briefing
from territoria.errors import Problem
from territoria_web.library.queries import library_digest
from territoria_web.library.saying import said_in, semicolon
from territoria_web.measure.models import Assessment
from territoria_web.papers.models import Paper
from territoria_web.people.words import role_name
from territoria_web.recommend.queries.derivations import diagnosis_of
from territoria_web.reports.assessment import heard
from territoria_web.reports.paper_text import Cites, line_of, pieces_of, words_in
from territoria_web.reports.policy_briefing import decisions, process, promised, voices
from territoria_web.reports.policy_briefing.facts import facts_of as facts_of
from territoria_web.reports.policy_briefing.told import Writing
from territoria_web.territories.models import Territory

# Sections whose own words stand behind what the house has.
BEHIND = {"3": "standing", "4": "peers", "6": "gaps", "9": "risks"}


def document_of(paper: Paper, facts: Mapping[str, Any], language: str) -> Document:
    """The briefing in the language spoken."""
    diagnosis = diagnosed(facts)
    day = date.fromisoformat(facts["day"])
    cites = Cites(facts["territory"]["key"], str(paper.public_id))
    w = Writing(paper, facts, cites, Context(diagnosis, day), language)
    return build_briefing(diagnosis, day, _added(w))


def diagnosed(facts: Mapping[str, Any]) -> Diagnosis:
    """What the engine says of the territory, of the assessment that the facts name."""
    assessment = Assessment.objects.select_related("release", "own").get(pk=facts["assessment"])
    return diagnosis_of(assessment, Territory.objects.get(pk=facts["territory"]["id"]))


def _added(w: Writing) -> Added:
    plan = promised.plan(w)
    instead: dict[str, tuple[Block, ...]] = {
        "2": process.steps(w),
        "5": (*voices.voices(w), *voices.swot(w)),
        "10": promised.progress(w, public_page(w.facts)),
    }
    if plan is not None:
        instead["8"] = plan
    behind = {section: tuple(w.own_words(name)) for section, name in BEHIND.items()}
    behind["7"] = (
        *decisions.without_card(w, shown_of(w.context.diagnosis, w.facts)),
        *decisions.declined_box(w),
        *w.own_words("recommendations"),
    )
    return Added(
        subtitle=_("Policy briefing: what was done, what we recommend, and what happens next"),
        facts=_head(w),
        chosen=decisions.chosen(w.facts),
        declined=decisions.declined_ids(w.facts),
        decision=_decision(w),
        caveat=_caveat(w),
        instead=instead,
        behind=behind,
        notes=decisions.notes(w),
        asked=tuple(heard.questions(w.told)),
        readings={**w.context.readings.all(), **w.cites.readings},
    )


def shown_of(diagnosis: Diagnosis, facts: Mapping[str, Any]) -> list[str]:
    """The advice that has a card: what was taken and is still given here, at most five."""
    taken = Added(subtitle="", chosen=decisions.chosen(facts))
    return [a.text.id for a in Context(diagnosis, date.fromisoformat(facts["day"]), taken).first]


def _head(w: Writing) -> tuple[tuple[str, str], ...]:
    signed = [f"{s.name} ({role_name(s.role)})" for s in w.paper.signatures.all()]
    version = str(w.paper.version)
    if w.paper.reason:
        version = f"{version}. {w.paper.reason}"
    found = [(_("Version"), version), (_("Signed by"), semicolon().join(signed) or _("nobody yet"))]
    if w.facts["territory"]["example"]:
        found.insert(0, (_("Example"), _("This region is invented, to show how it works.")))
    return tuple(found)


def _decision(w: Writing) -> Line:
    """The one decision asked for, in the authors' words."""
    text, _code = words_in(w.paper, "message", w.language)
    first = pieces_of(text)[:1]
    return w.words(" ".join(first[0].texts), "message/decision") if first else ()


def _caveat(w: Writing) -> Line:
    """What page one cannot know: how many stand behind it, and who does not."""
    held = w.facts["heard"]
    known = w.context.known("overall")
    if held:
        said = line_of(
            _(
                "{known} figures are known; {people} answered a survey. What they say has a section "
                "of its own and is not compared with other places."
            ),
            known=known,
            people=w.words(_people(held["answered"]), "heard/answered"),
        )
    elif w.facts.get("asking"):
        said = line_of(
            _("{known} figures are known. A survey is under way; its results are not in yet."),
            known=known,
        )
    else:
        said = line_of(_("{known} figures are known. Nobody was asked in a survey."), known=known)
    silent = process.silent_groups(w.facts)
    return (*said, *line_of(" "), *process.not_heard(w)) if silent else said


def _people(count: int) -> str:
    return ngettext("%(count)d person", "%(count)d people", count) % {"count": count}


def public_page(facts: Mapping[str, Any]) -> str:
    """Where the promises are shown; empty where no plan was adopted, or the site has no address."""
    if not facts["plan"] or not settings.ORIGIN:
        return ""
    return f"{settings.ORIGIN}{reverse('public:plan', args=[facts['plan']['body']['plan']])}"


# ── what must hold ────────────────────────────────────────────────────────────────────────────


def lint(document: Document, facts: Mapping[str, Any]) -> Sequence[Problem]:
    """The rules of the house for briefings, and those for the people's part."""
    instead: dict[str, tuple[Block, ...]] = {"8": ()} if facts["plan"] else {}
    diagnosis = diagnosed(facts)
    with said_in(document.lang):
        expected = expected_of(diagnosis, Added(subtitle="", instead=instead))
    people = _people_lint(facts, shown_of(diagnosis, facts))
    return [*lint_briefing(document, expected), *people]


def _people_lint(facts: Mapping[str, Any], shown: Sequence[str]) -> Iterator[Problem]:
    where = _("the briefing")
    if facts["texts"] != library_digest():
        yield Problem(
            where,
            _("the reviewed texts have changed since it was signed."),
            _("Change a word and sign it again."),
        )
    if not facts["decisions"]:
        yield Problem(
            "recommend",
            _("nothing was decided on the advice."),
            _("Accept, change or decline it on the advice page."),
        )
    elif not any(d["taken"] for d in facts["decisions"]):
        yield Problem(
            "recommend", _("no advice was taken."), _("A briefing recommends at least one.")
        )
    elif not shown:
        yield Problem(
            "recommend",
            _("the figures support none of the advice that was taken any more."),
            _("Decide anew on the advice page; a briefing recommends at least one."),
        )
    if len([d for d in facts["decisions"] if not d["taken"]]) < 2:
        yield Problem(
            "recommend",
            _("fewer than two options were declined."),
            _("Say of at least two what speaks against them."),
        )
    if not facts["plan"]:
        yield Problem("plan", _("no plan was adopted."), _("Adopt it on the page of the plan."))
    elif not any(a["indicator"] for a in facts["plan"]["body"]["actions"]):
        yield Problem(
            "plan",
            _("no action of the plan has an indicator."),
            _("Give at least one action an indicator of outcome."),
        )
    elif facts["plan"]["body"].get("only_outputs"):
        yield Problem(
            "plan",
            _("all indicators of the plan count what is done, none what comes of it."),
            _("Give at least one action an indicator of outcome."),
        )


__all__ = ["document_of", "facts_of", "lint"]
