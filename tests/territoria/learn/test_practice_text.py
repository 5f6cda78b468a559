from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shelf import SMALL_LIBRARY
from territoria.content import read_library
from territoria.content_check import check_library
from territoria.errors import ContentError
from territoria.learn.effect import real_effect
from territoria.learn.lesson import LessonClaim, LessonFacts
from territoria.learn.practice_text import practice_files
from territoria.measure.methods import check_step
from territoria.track.effect import Aim, Figure
from territoria.track.pace import Band

PEERS = {name: [Figure("2024", 10.0), Figure("2026", last)] for name, last in zip("abc", (11, 12, 9))}  # fmt: skip


def laid_over(files: dict[str, str], root: Path, name: str = "forms-at-the-library") -> list[str]:
    """What the check says of a small library with the practice laid over it."""
    folder = root / "practices" / name
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in files.items():
        (folder / file).write_text(text, encoding="utf-8")
    _, found = check_library(SMALL_LIBRARY, root, check_step=check_step)
    return [str(p).removeprefix(f"{folder}/") for p in found]


def test_the_check_finds_nothing_in_a_practice_that_was_written(
    lesson: LessonFacts, tmp_path: Path
) -> None:
    library, _ = read_library((SMALL_LIBRARY,))
    aim = Aim("Visits a week", "", 1, Figure("2024", 10.0), Band(40, 50, 2027))
    effect = real_effect(aim, Figure("2026", 31.5), PEERS)
    files = practice_files(replace(lesson, effect=effect), library=library)
    assert list(files) == ["practice.yaml", "en.md"]
    assert laid_over(files, tmp_path) == []


def test_a_failure_is_a_practice_too(lesson: LessonFacts, tmp_path: Path) -> None:
    unseen = LessonClaim(
        "use", "Use", "Nobody counted who came.", "not reported", "No list was kept."
    )
    failed = replace(lesson, went_wrong=True, claims=(unseen,), contact=None, confirmed=None)
    files = practice_files(failed)
    assert laid_over(files, tmp_path) == []
    practice = read_library((tmp_path,))[0].practices["forms-at-the-library"]
    assert (practice.went_wrong, practice.contact, practice.confirmed) == (True, None, None)
    assert practice.claims[0].grade == "not reported"


def test_the_story_stands_under_its_headings(lesson: LessonFacts) -> None:
    assert practice_files(lesson)["en.md"] == (
        "## Context\n\n"
        "The town hall closed its counter.\n\n"
        "The population is about 32,000 [1].\n\n"
        "It took up a practice of another place, *one-catalogue*.\n\n"
        "## What was done\n\n"
        "Six volunteers took turns.\n\n"
        "- They met every week.\n"
        "- In 2026 they were 12 [1].\n\n"
        "## What came of it\n\n"
        "Most people went home with a finished form.\n\n"
        "- **Visits.** In 2026, 410 people came for help [2]. *E1: Counted by those who did it.*\n\n"
        "## What it cost\n\n"
        "The room was free.\n\n"
        "- Leaflets: EUR 1,250.50 [2].\n\n"
        "## What it needs\n\n"
        "A room, and a list of forms that changes with the offices.\n\n"
        "## Difficulties\n\n"
        "Two of 6 left within a year [1].\n\n"
        "## Sources\n\n"
        "- [1] Public page of the action, May 2027, https://example.org/plan/4\n"
        "- [2] Yearly report: library, undated, https://example.org/report\n"
    )


def test_reasons_of_people_stand_as_they_were_written_and_the_houses_own_behind_a_colon(
    lesson: LessonFacts,
) -> None:
    effect = real_effect(
        Aim("Visits a week", "", 1, Figure("2024", 10.0)), Figure("2026", 31.5), {}
    )
    named = replace(lesson.claims[0], reason="EU officers counted them.")
    story = practice_files(replace(lesson, effect=effect, claims=(named,)))["en.md"]
    assert "*E1: EU officers counted them.*" in story
    assert "*E2: the figure moved afterwards; this may be coincidence." in story


def test_the_facts_are_those_of_the_library(lesson: LessonFacts) -> None:
    assert practice_files(lesson)["practice.yaml"] == (
        "id: forms-at-the-library\n"
        "title:\n  en: Volunteers help with online forms\n"
        "place:\n  en: Lakeside\n"
        "country: IT\n"
        'territories:\n  - "ITH2@2021"\n'
        "population_class: S\n"
        'years: "2024–27"\n'
        'central:\n  - A3.1\n'
        "touched:\n  - A1\n"
        "roles:\n  - OFF\n  - CIT\n"
        "lesson:\n  en: Publish the hours; people came where they knew when to come.\n"
        "claims:\n"
        "  - id: visits\n"
        "    outcome:\n      en: Visits\n"
        "    claim:\n      en: In 2026, 410 people came for help.\n"
        "    grade: E1\n"
        "    reason:\n      en: Counted by those who did it.\n"
        "    sources:\n      - 2\n"
        'contact: "office@example.org"\n'
        'confirmed: "2027-05-02"\n'
        "references:\n"
        "  - number: 1\n"
        "    title: Public page of the action\n"
        "    dated: May 2027\n"
        '    url: "https://example.org/plan/4"\n'
        "  - number: 2\n"
        '    title: "Yearly report: library"\n'
        "    dated: undated\n"
        '    url: "https://example.org/report"\n'
    )  # fmt: skip


def test_in_french_only_the_english_texts_are_asked_for(
    lesson: LessonFacts, tmp_path: Path
) -> None:
    files = practice_files(lesson, lang="fr")
    assert list(files) == ["practice.yaml", "fr.md"]
    found = laid_over(files, tmp_path)
    others = [p for p in found if "the English text is missing" not in p]
    # claims without English count as none
    assert [p.partition(": ")[2] for p in others] == [
        "claims: tuple should have at least 1 item after validation, not 0."
    ]
    both = files["practice.yaml"].replace("  fr: ", "  en: ")
    assert laid_over({"practice.yaml": both, "en.md": practice_files(lesson)["en.md"]}, tmp_path) == []  # fmt: skip


def test_the_same_facts_give_the_same_bytes(lesson: LessonFacts) -> None:
    assert practice_files(lesson) == practice_files(lesson)


def test_what_is_missing_is_refused_with_all_of_it(lesson: LessonFacts) -> None:
    with pytest.raises(ContentError) as found:
        practice_files(replace(lesson, title="", it_cost="", roles=()))
    assert [p.where for p in found.value.problems] == ["title", "it_cost", "roles"]
    with pytest.raises(ContentError, match="'es' is no language of the house"):
        practice_files(lesson, lang="es")
    with pytest.raises(ContentError, match="form"):
        practice_files(replace(lesson, form="friendship"))


telling = st.text(
    st.sampled_from("ab cdé\u00a0\u202f12.,:;-#*[]\"'\n\r\t_E!?&|>%@`{}\x07\u2028"), max_size=60
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(telling, min_size=4, max_size=4))
def test_whatever_people_write_holds_or_is_refused(
    lesson: LessonFacts, tmp_path: Path, told: list[str]
) -> None:
    facts = replace(
        lesson, was_done=told[0], was_difficult=told[1], title=told[2],
        claims=(replace(lesson.claims[0], claim=told[3]),),
    )  # fmt: skip
    try:
        files = practice_files(facts)
    except ContentError:
        return
    assert laid_over(files, tmp_path) == []
