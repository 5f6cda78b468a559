"""The synthesis report: whole for five, one or nobody, in three languages, and nothing private in it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from cohort_network import CODES, Network, a_cycle, a_network
from territoria.documents.document import Document, Figure, Heading, Table, text_of
from territoria_web.library.saying import said_in
from territoria_web.measure.models import Finding, Policy
from territoria_web.papers.models import Paper
from territoria_web.papers.services.writing import begin_paper
from territoria_web.reports.kinds import paper_kinds
from territoria_web.reports.papers import document_for, flaws_of
from territoria_web.reports.synthesis.build import document_of, facts_of, lint
from territoria_web.reports.synthesis.drafted import drafted_words
from territoria_web.reports.synthesis.facts import facts_of_network
from territoria_web.territories.models import Cycle, Territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
TITLES = [
    "Key messages",
    "Scope, territories, method and limits",
    "The picture",
    "Policies in place",
    "What seems to work, for whom, where",
    "Common gaps and blockers",
    "Lessons",
    "Targets",
    "Who should talk to whom",
    "Recommendations by level and actor",
    "Calendar of follow-up",
    "Annexes",
]


def a_report(network: Network, **words: str) -> Paper:
    return begin_paper(
        by=network.office,
        kind=Paper.Kind.SYNTHESIS,
        network=network.row,
        title="What our regions learned",
        language="en",
        words={name: {"en": text} for name, text in words.items()},
    )


def written(paper: Paper, language: str = "en") -> Document:
    with said_in(language):
        return document_of(paper, facts_of(paper), language)


def words_of(document: Document) -> str:
    from territoria.documents.document import lines_of

    return "\n".join(text_of(line) for block in document.blocks for line in lines_of(block))


@pytest.fixture
def network() -> Network:
    """Five regions, four with cycles that hold private words."""
    made, today = a_network(*CODES), timezone.localdate()
    for at, code in enumerate(CODES[:4]):
        cycle = a_cycle(code, today, at)
        Finding.objects.create(
            cycle=cycle, framework="blueprint", node="A1", statement="A private finding.",
            weight="open", evidence="interview", source="A private source", confidence="low",
            noted_on=today,
        )  # fmt: skip
        Policy.objects.create(
            cycle=cycle, title="A private policy", body="B", state="running", source="S"
        )
    return made


def an_assessment(cycle: Cycle, people: int = 12) -> Paper:
    """A published assessment report with a policy and an obstacle."""
    paper = begin_paper(
        by=cycle.steps.first().owner, kind=Paper.Kind.ASSESSMENT, cycle=cycle, title="Where we stand",
        language="en",
    )  # fmt: skip
    facts = {
        "policies": [
            {"id": "p1", "title": "Vouchers for firms", "body": "The region", "nodes": ["A2.3"],
             "initiative": None, "begins": 2023, "ends": None, "state": "running",
             "evaluation": "", "source": "Council paper of 2023"},
        ],
        "heard": {
            "people": people,
            "obstacles": [{"option": "cost", "text": {"en": "It costs too much"}, "share": 0.5}],
        },
    }  # fmt: skip
    paper.state, paper.published, paper.facts = Paper.State.PUBLISHED, timezone.now(), facts
    paper.save()
    return paper


# ── whole ─────────────────────────────────────────────────────────────────────────────────────


def test_it_is_a_kind_of_paper_that_can_be_made(network):
    assert Paper.Kind.SYNTHESIS in paper_kinds()


def test_it_has_eleven_chapters_and_annexes_and_breaks_no_rule(network):
    paper = a_report(network, messages="We learned together. [Chapter of gaps]")
    document = written(paper)
    heads = [b.text for b in document.blocks if isinstance(b, Heading) and b.level == 1]
    assert heads == TITLES
    assert lint(document, facts_of(paper)) == []


def test_a_flaw_of_a_lesson_names_the_lesson_in_what_it_says(network):
    paper = a_report(network, messages="Words.")
    shown = [{"reference": f"practice:{n}", "grade": ""} for n in "ab"]
    lesson = {"words": {"en": "Begin small."}, "supports": shown, "against": [], "gone": []}
    facts = {**facts_of(paper), "lessons": [{**lesson, "none_against": False}]}
    assert [p.what for p in lint(written(paper), facts)] == [
        "Lesson 1: It names no counter-example."
    ]


@pytest.mark.parametrize("language", ["fr", "de"])
def test_it_is_written_in_other_languages_from_the_same_facts(network, language):
    paper = a_report(network, messages="Words.")
    facts = json.loads(json.dumps(facts_of(paper)))  # as they come back from the signatures
    document = document_for(paper, facts, language)
    assert document.lang == language
    assert [b.key for b in document.blocks if isinstance(b, Figure)] == [
        f"F{n}" for n in range(1, 9)
    ]


def test_figures_are_numbered_and_carry_their_finding(network):
    figures = [b for b in written(a_report(network)).blocks if isinstance(b, Figure)]
    assert [f.key for f in figures] == [f"F{n}" for n in range(1, 9)]
    assert all(text_of(f.caption) and f.picture.rows for f in figures)


def test_each_table_is_called_by_a_name_of_its_own(network):
    tables = [b for b in written(a_report(network)).blocks if isinstance(b, Table)]
    called = [text_of(table.caption) for table in tables]
    assert sorted(called) == sorted(set(called))


def test_where_nobody_can_tell_the_cell_says_so_and_there_is_no_rank(network):
    text = words_of(written(a_report(network)))
    assert "unknown" in text
    assert "of 242" not in text


@pytest.mark.parametrize("codes", [(), ("RO42",)])
def test_a_network_of_nobody_or_of_one_has_a_document_and_a_reason_not_to_sign(codes):
    network = a_network(*codes, name="Small")
    paper = a_report(network)
    problems = [str(flaw) for flaw in flaws_of(paper, facts_of(paper))]
    assert any("key messages have no words" in p for p in problems)
    assert any("no territory" in p for p in problems) == (not codes)


def test_of_sixty_territories_pictures_are_cut_into_pages():
    network = a_network(name="Large")
    network.row.territories.set(Territory.objects.filter(level=2)[:60])
    document = written(a_report(network, messages="Words."))
    figures = [b for b in document.blocks if isinstance(b, Figure)]
    assert max(len(f.picture.rows) for f in figures) == 18
    tables = [b for b in document.blocks if isinstance(b, Table)]
    assert max(len(t.header) for t in tables) == 7


def test_a_territory_that_stands_in_no_release_is_in_it_and_said_to_be_unknown():
    name = "Lakeland 2"
    Territory.objects.create(
        code="X1", version="2021", name=name, names={"en": name}, level=3, country="XX", added=True
    )
    paper = a_report(a_network("X1", "DED5", "RO42", name="Mixed"), messages="Words.")
    document = written(paper)
    assert lint(document, facts_of(paper)) == []
    assert f"Not in the published comparison: {name}." in words_of(document)


# ── nothing private ───────────────────────────────────────────────────────────────────────────


def test_nothing_of_a_teams_desk_stands_in_it(network):
    paper = a_report(network)
    held = json.dumps(facts_of(paper)) + words_of(written(paper))
    for private in ("A private", "Secret plans", "Owner of", "team.example"):
        assert private not in held


def test_policies_and_obstacles_come_from_published_reports_only(network):
    cycle = Cycle.objects.get(territory__code="DED5")
    an_assessment(cycle)
    facts = facts_of(a_report(network))
    assert [(p["title"], p["territory"]) for p in facts["policies"]] == [
        ("Vouchers for firms", "DED5@2021")
    ]
    assert [o["option"] for o in facts["obstacles"]] == ["cost"]


def test_the_annex_dates_published_papers_as_readers_write_days(network):
    paper = an_assessment(Cycle.objects.get(territory__code="DED5"))
    paper.published = datetime(2031, 1, 6, 12, tzinfo=UTC)
    paper.save()
    said = words_of(written(a_report(network)))
    assert "Where we stand, 6 January 2031" in said


def test_fewer_than_five_people_are_not_told_of(network):
    an_assessment(Cycle.objects.get(territory__code="DED5"), people=4)
    facts = facts_of(a_report(network))
    assert facts["obstacles"] == []
    assert [t["people"] for t in facts["territories"]] == [None] * 5


def test_who_left_is_not_in_the_next_report_and_stays_in_a_signed_one(network):
    paper = a_report(network)
    signed = facts_of(paper)
    network.row.territories.remove(Territory.objects.get(code="FRE1"))
    assert "FRE1" in [t["code"] for t in signed["territories"]]
    assert "FRE1" not in [t["code"] for t in facts_of(paper)["territories"]]


def test_numbers_are_the_same_as_on_the_pages(network):
    """Of five: Berlin ahead on talent, its peers' score beside."""
    facts = facts_of(a_report(network))
    row = next(s for s in facts["scores"] if s["node"] == "A2")["readings"]["DE30@2021"]
    assert (round(row["value"]), row["word"]) == (76, "above")
    assert row["address"].startswith("score:blueprint@2021:DE30@2021:A2:")


# ── drafts ────────────────────────────────────────────────────────────────────────────────────


def test_drafted_sentences_name_their_chapter_and_fit_page_one(network):
    words = drafted_words(facts_of_network(network.row), "en")
    lines = words["messages"]["en"].splitlines()
    assert all(line.startswith("- ") and line.endswith("]") for line in lines)
    assert len(words["messages"]["en"].split()) < 220
    assert len(words["lessons"]["en"].splitlines()) <= 15
    paper = begin_paper(
        by=network.office, kind=Paper.Kind.SYNTHESIS, network=network.row, title="T",
        language="en", words=words,
    )  # fmt: skip
    assert flaws_of(paper, facts_of(paper)) == []


def test_one_or_none_of_a_kind_has_a_sentence_of_its_own(network):
    facts = facts_of_network(network.row)
    places = [{**p, "cycles": int(n == 0)} for n, p in enumerate(facts["territories"])]
    talks = {**facts["talks"], "inside": {**facts["talks"]["inside"], "chosen": []}}
    told = {**facts, "territories": places, "talks": talks}
    said = drafted_words(told, "en")["messages"]["en"]
    assert "1 of 5 territories has begun." in said
    assert "No two territories are found that should talk." in said
    none = {**told, "territories": [{**p, "cycles": 0} for p in places]}
    assert "No territory has begun yet." in drafted_words(none, "en")["messages"]["en"]


def test_a_picture_of_policies_calls_its_rows_policies(network):
    an_assessment(Cycle.objects.get(territory__code="DED5"))
    held = written(a_report(network))
    figures = [b for b in held.blocks if isinstance(b, Figure)]
    heads = {b.picture.title: b.picture.header[0] for b in figures}
    assert heads["Territory by dimension"] == "Territory"
    assert {head for title, head in heads.items() if title.startswith("Policies by")} == {"Policy"}
