"""What the bundled library holds: counts that its sources give, and what binds kinds together."""

from __future__ import annotations

from collections import Counter

import pytest

from territoria.content import load_library

LIBRARY = load_library()
HEADINGS = {
    "MAY": 4, "CMG": 4, "OFF": 4, "DEV": 4, "COR": 4, "SME": 4,
    "STA": 3, "FIN": 3, "UNI": 4, "EDU": 4, "SOC": 4, "CIT": 4,
}  # fmt: skip
# framework: dimensions, factors, questions asked
TREES = {
    "blueprint": (4, 12, 14),
    "small-cities": (7, 21, 21),
    "smart-city": (6, 22, 22),
    "sme-go-digital": (7, 16, 16),
    "country": (4, 10, 10),
}
COLLABORATIONS = {
    "monthly-company-heads", "local-owner-mentoring", "trade-missions", "techtown-transfer",
    "urbact-transfer-networks", "digibest-exchange", "interreg-europe-programme",
    "interreg-peer-reviews", "corporate-peer-challenge", "city-to-city-exchange",
    "intelligent-cities-challenge", "international-urban-pairs", "synchronicity-pilots",
    "six-city-strategy", "enterprise-europe-matchmaking", "erasmus-entrepreneurs",
    "replicate-fellow-cities", "c40-networks", "town-twinning",
}  # fmt: skip


def test_every_heading_of_the_blueprint_is_one_recommendation_for_its_role():
    wanted = {f"{role}-{n + 1}": role for role, count in HEADINGS.items() for n in range(count)}
    assert len(wanted) == 46
    assert {t.heading: t.role for t in LIBRARY.recommendations.values() if t.heading} == wanted


@pytest.mark.parametrize(("framework", "counts"), TREES.items())
def test_a_framework_has_the_dimensions_factors_and_questions_of_its_source(framework, counts):
    text = LIBRARY.frameworks[framework]
    asked = sum(len(f.questions) for f in text.factors())
    assert (len(text.nodes), len(text.factors()), asked) == counts


def test_the_country_framework_binds_the_33_indicators_of_desi():
    bound = [b.indicator for b in LIBRARY.frameworks["country"].bindings()]
    assert len(bound) == len(set(bound)) == 33


def test_every_factor_says_what_it_means_what_to_do_and_what_moves_it():
    bank = {q.id: q for b in LIBRARY.questionnaires.values() for q in b.questions}
    for framework in LIBRARY.frameworks.values():
        for factor in framework.factors():
            assert factor.meaning is not None
            if framework.level == "organisation":  # it is told the step from its own level
                assert all(bank[q].next_steps for q in factor.questions)
                continue
            assert factor.steps
            assert factor.levers


def test_two_questions_are_asked_once_for_two_frameworks():
    asked = Counter(
        q for f in LIBRARY.frameworks.values() for n in f.factors() for q in n.questions
    )
    assert sorted(q for q, times in asked.items() if times > 1) == [
        "data_usability",
        "services_end_to_end",
    ]


def test_every_question_of_a_bank_is_asked_by_a_framework():
    asked = {q for f in LIBRARY.frameworks.values() for n in f.factors() for q in n.questions}
    assert LIBRARY.question_ids() == asked


def test_58_cases_and_19_collaborations_are_told_eleven_cases_as_warnings():
    ids = set(LIBRARY.practices)
    assert ids >= COLLABORATIONS
    assert (len(ids - COLLABORATIONS), len(COLLABORATIONS)) == (58, 19)
    assert sum(LIBRARY.practices[i].went_wrong for i in ids - COLLABORATIONS) == 11


def test_the_claims_of_the_cases_are_graded_as_their_source_counts_them():
    """The source counts 15 outcomes as not reported; three more stand among its difficulties."""
    grades = Counter(
        claim.grade
        for i, practice in LIBRARY.practices.items()
        if i not in COLLABORATIONS
        for claim in practice.claims
    )
    assert grades == {"E0": 3, "E1": 122, "E2": 18, "E3": 4, "E5": 6, "not reported": 18}


def test_49_initiatives_are_told_four_of_them_as_failures():
    failed = {i for i, text in LIBRARY.initiatives.items() if text.went_wrong}
    assert len(LIBRARY.initiatives) == 49
    assert failed == {
        "canada-digital-adoption",
        "city-marketplaces-germany",
        "help-to-grow-digital",
        "kaufhaus-oesterreich",
    }


def test_formats_have_the_minutes_of_their_sources():
    assert LIBRARY.formats["two-day-workshop"].minutes == {1: 350, 2: 330}
    assert LIBRARY.formats["barcamp"].minutes == {1: 210}


def test_the_call_asks_nine_things_in_2500_words_and_is_judged_by_six_criteria():
    call = LIBRARY.templates["call-for-interest"]
    assert (len(call.sections), call.words, len(call.criteria)) == (9, 2500, 6)


def test_no_text_claims_a_contact_that_nobody_has_confirmed():
    texts = (*LIBRARY.practices.values(), *LIBRARY.initiatives.values())
    assert {(t.contact, t.confirmed) for t in texts} == {(None, None)}


def test_advice_quotes_no_range_from_what_only_its_owner_claims():
    for text in LIBRARY.recommendations.values():
        for expected in text.evidence.expected:
            origin = (
                LIBRARY.initiatives[expected.initiative]
                if expected.initiative
                else LIBRARY.practices[expected.practice]
            )
            best = max(c.grade for c in origin.claims if c.grade != "not reported")
            assert expected.grade <= best, (text.id, origin.id)
