"""Leave one case out: the shares are those of the trials, and the hidden case is never seen."""

from __future__ import annotations

import re
from itertools import combinations
from types import SimpleNamespace

import pytest

from shelf import ADVICE, FRAMEWORK, PRACTICE, Shelf, filled_shelf
from territoria import hit_rate as module
from territoria.content import content_root, read_library
from territoria.diagnosis import Diagnosis
from territoria.errors import MethodError
from territoria.hit_rate import HitRate, Trial, digest_of, hit_rate, leave_one_out
from territoria.observations import bundled

RELEASE = "europe-nuts2021"


# ── the shares ────────────────────────────────────────────────────────────────────────────────


def trial(
    ranked: str, *, did: str = "", about: str = "", popular: str = "", case: str = "case"
) -> Trial:
    """A trial in which every letter is an advice."""
    return Trial(
        practice=case,
        territory="XX@2021",
        year=2010,
        ranked=tuple(ranked),
        popular=tuple(popular or sorted(ranked)),
        did=frozenset(did),
        about=frozenset(about),
    )


@pytest.mark.parametrize(("k", "share"), [(1, 0.0), (2, 0.5), (3, 0.5), (4, 1.0), (9, 1.0)])
def test_a_hit_is_among_the_first_k(k, share):
    trials = [trial("abcd", did="b"), trial("abcd", did="d")]
    assert hit_rate(trials, k).recommender == share


def test_two_hits_in_one_trial_count_once():
    assert hit_rate([trial("abcd", did="ab"), trial("abcd", did="d")], 2).recommender == 0.5


@pytest.mark.parametrize(("k", "share"), [(1, 0.0), (2, 1.0)])
def test_the_most_popular_advice_is_asked_by_itself(k, share):
    found = hit_rate([trial("abcd", did="a", popular="dabc")], k)
    assert (found.recommender, found.popular) == (1.0, share)


def test_by_class_a_factor_of_the_case_is_enough():
    trials = [trial("abcd", did="d", about="ad"), trial("abcd", did="a", about="b")]
    assert hit_rate(trials, 1) == HitRate(k=1, trials=2, recommender=0.5, chance=0.25, popular=0.5)
    assert hit_rate(trials, 1, by_class=True) == HitRate(
        k=1, trials=2, recommender=0.5, chance=(0.5 + 0.25) / 2, popular=0.5
    )


def test_a_case_that_no_advice_is_about_is_missed_by_all():
    assert hit_rate([trial("abcd", did="a")], 4, by_class=True) == HitRate(
        k=4, trials=1, recommender=0.0, chance=0.0, popular=0.0
    )


@pytest.mark.parametrize("count", [1, 2, 5, 6])
@pytest.mark.parametrize("k", [1, 2, 4, 6, 8])
def test_chance_is_the_share_of_all_draws_that_hold_a_hit(count, k):
    advice = "abcdef"[:count]
    draws = [set(drawn) for drawn in combinations(advice, min(k, count))]
    for wanted in range(count + 1):
        did = advice[:wanted]
        brute = sum(bool(drawn & set(did)) for drawn in draws) / len(draws)
        assert hit_rate([trial(advice, did=did)], k).chance == pytest.approx(brute, abs=1e-15)


def test_chance_is_the_mean_over_the_trials():
    trials = [trial("abcd", did="a"), trial("ab", did="a"), trial("abcd")]
    assert hit_rate(trials, 1).chance == pytest.approx((0.25 + 0.5 + 0) / 3)


@pytest.mark.parametrize("hits", range(5))
def test_the_range_holds_the_shares_that_the_trials_do_not_refute(hits):
    trials = [trial("ab", did="a" if n < hits else "b") for n in range(4)]
    found = hit_rate(trials, 1)
    low, high = found.interval
    assert 0 <= low <= found.recommender <= high <= 1
    for bound in {low, high} - {0.0, 1.0}:
        error = (bound * (1 - bound) / 4) ** 0.5
        assert abs(found.recommender - bound) / error == pytest.approx(1.6448536269514722)


def test_without_a_trial_there_is_no_rate():
    with pytest.raises(MethodError) as refused:
        hit_rate([], 5)
    assert str(refused.value) == (
        "hit rate: no case could be left out. "
        "Name a framework whose advice cites cases of the release."
    )


# ── the trials of a small library on the bundled release ──────────────────────────────────────


@pytest.fixture
def shelf(tmp_path) -> Shelf:
    """The small library; a third advice is about open data only and cites no case."""
    made = filled_shelf(tmp_path / "library")
    made.copy_folder("recommendations/publish-data", "recommendations/uncited")
    path = "recommendations/uncited/recommendation.yaml"
    made.change(path, "practices:\n  - one-catalogue\n", "")
    made.change(path, "  - A1.1\n  - A1.3\n", "")
    return made


def tell(shelf: Shelf, case: str, *changes: tuple[str, str], cited: bool = True) -> None:
    """One more case, like the catalogue but for the changes; the first advice cites it or not."""
    shelf.copy_folder("practices/one-catalogue", f"practices/{case}")
    for old, new in changes:
        shelf.change(f"practices/{case}/practice.yaml", old, new)
    if cited:
        shelf.change(ADVICE, "practices:\n", f"practices:\n  - {case}\n")


def trials_of(shelf: Shelf) -> dict[str, Trial]:
    library = shelf.library()
    found = leave_one_out(library, bundled(RELEASE), library.frameworks["small"])
    return {t.practice: t for t in found}


def test_a_trial_tells_what_the_place_did_and_what_it_was_about(shelf):
    found = trials_of(shelf)["one-catalogue"]
    assert (found.territory, found.year) == ("ITH2@2021", 2011)
    assert found.did == {"ask-users", "publish-data"}
    assert found.about == {"ask-users", "publish-data", "uncited"}
    assert sorted(found.ranked) == sorted(found.popular) == ["ask-users", "publish-data", "uncited"]


def test_the_first_five_stand_before_the_rest(shelf, monkeypatch):
    def given(text_id: str) -> SimpleNamespace:
        return SimpleNamespace(text=SimpleNamespace(id=text_id))

    class Ranked(Diagnosis):
        @property
        def advised(self):
            advice = [given("ask-users"), given("publish-data"), given("uncited")]
            return SimpleNamespace(first=[given("uncited")], advice=advice)

    monkeypatch.setattr(module, "Diagnosis", Ranked)
    assert trials_of(shelf)["one-catalogue"].ranked == ("uncited", "ask-users", "publish-data")


def test_a_case_about_a_dimension_is_about_its_factors(shelf):
    shelf.change(PRACTICE, "central:\n  - A3.1", "central:\n  - A1")
    assert trials_of(shelf)["one-catalogue"].about == {"ask-users", "publish-data"}


def test_the_most_popular_advice_is_about_what_most_other_cases_are_about(shelf):
    shelf.change(ADVICE, "  - A3.1\n", "")
    asked = ("ask-users", "uncited", "publish-data")
    assert trials_of(shelf)["one-catalogue"].popular == ("ask-users", "publish-data", "uncited")
    tell(shelf, "second", cited=False)
    assert trials_of(shelf)["one-catalogue"].popular == asked
    tell(shelf, "third", ("central:\n  - A3.1", "central:\n  - A1.1"), cited=False)
    assert trials_of(shelf)["one-catalogue"].popular == ("ask-users", "publish-data", "uncited")


def test_cases_that_could_not_be_a_hit_are_left_out(shelf):
    tell(shelf, "went-wrong", ("years:", "went_wrong: true\nyears:"))
    tell(shelf, "nowhere", ("territories:\n  - ITH2@2021\n", ""))
    tell(shelf, "uncited-case", cited=False)
    tell(shelf, "far-away", ("ITH2@2021", "JPA1@2021"))
    tell(shelf, "whole-country", ("ITH2@2021", "IT@2021"))
    assert list(trials_of(shelf)) == ["one-catalogue"]


def test_the_first_territory_that_is_scored_counts(shelf):
    shelf.change(
        PRACTICE, "  - ITH2@2021", "  - JPA1@2021\n  - IT@2021\n  - ITH2@2021\n  - FRE1@2021"
    )
    assert trials_of(shelf)["one-catalogue"].territory == "ITH2@2021"


@pytest.mark.parametrize(
    ("years", "year"),
    [("2012–20", 2011), ("c. 2015", 2014), ("1992–2022", 2007), ("long ago", 2007)],
)
def test_the_profile_is_that_of_the_year_before_or_the_first_of_the_release(shelf, years, year):
    shelf.change(PRACTICE, "years: 2012–20", f"years: {years}")
    assert trials_of(shelf)["one-catalogue"].year == year


def test_figures_are_not_later_than_the_year_of_the_trial(shelf, monkeypatch):
    seen = []

    class Noted(Diagnosis):
        @property
        def advised(self):
            seen.append(int(self.assessment.cut.period.max()))
            return super().advised

    tell(shelf, "later", ("years: 2012–20", "years: 2017–18"))
    shelf.change(PRACTICE, "years: 2012–20", "years: 2015–20")
    monkeypatch.setattr(module, "Diagnosis", Noted)
    trials = trials_of(shelf)
    assert [trials[case].year for case in ("later", "one-catalogue")] == [2016, 2014]
    assert list(dict.fromkeys(seen)) == [2016, 2014]


def test_advice_that_raises_no_factor_of_the_framework_is_not_judged(shelf):
    other = shelf.read(FRAMEWORK).replace("id: small", "id: other").replace("id: A", "id: Z")
    shelf.write("frameworks/other.yaml", other)
    path = "recommendations/uncited/recommendation.yaml"
    shelf.change(path, "  - A3.1", "  - Z3.1")
    found = trials_of(shelf)["one-catalogue"]
    assert sorted(found.ranked) == sorted(found.popular) == ["ask-users", "publish-data"]


def digest(shelf: Shelf) -> str:
    library = shelf.library()
    return digest_of(library, bundled(RELEASE), library.frameworks["small"])


def test_wording_does_not_change_the_digest(shelf):
    before = digest(shelf)
    assert re.fullmatch("[0-9a-f]{12}", before)
    shelf.change(ADVICE, "en: Nobody asked.", "en: Nobody wants it.")
    shelf.change(PRACTICE, "fr: Trentin", "fr: Le Trentin")
    assert digest(shelf) == before


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (ADVICE, "  - A1.1\n", ""),
        (ADVICE, "share_of_people: 0.1", "share_of_people: 0.2"),
        (ADVICE, "  grade: E1", "  grade: E2"),
        (ADVICE, "    high: 6", "    high: 7"),
        (PRACTICE, "years: 2012–20", "years: 2013–20"),
        (PRACTICE, "central:\n  - A3.1", "central:\n  - A1.3"),
        (FRAMEWORK, "maximum: 2.5", "maximum: 3"),
    ],
    ids=["factors", "people", "grade", "effort", "years", "central", "bounds"],
)
def test_whatever_decides_the_rates_changes_the_digest(shelf, path, old, new):
    before = digest(shelf)
    shelf.change(path, old, new)
    assert digest(shelf) != before


# ── the hidden case ───────────────────────────────────────────────────────────────────────────


class Blind(Diagnosis):
    """Ranks nothing, and notes what it could have seen."""

    seen: list[Diagnosis] = []  # noqa: RUF012 - one list for all

    @property
    def advised(self):
        self.seen.append(self)

        class Nothing:
            first = advice = ()

        return Nothing()


def test_the_hidden_case_is_never_seen_in_the_bundled_library(monkeypatch):
    library, _ = read_library((content_root(),))
    monkeypatch.setattr(module, "Diagnosis", Blind)
    monkeypatch.setattr(Blind, "seen", [])
    framework = library.frameworks["blueprint"]
    trials = leave_one_out(library, bundled(RELEASE), framework)
    seen = list(dict.fromkeys(Blind.seen))
    assert len(seen) == len(trials) >= 20
    for found, diagnosis in zip(trials, seen, strict=True):
        case = found.practice
        shown = diagnosis.library
        assert set(library.practices) - set(shown.practices) == {case}
        assert [i for i, t in shown.recommendations.items() if case in t.practices] == []
        assert case not in str({i: t.evidence.expected for i, t in shown.recommendations.items()})
        assert found.did == {
            i for i in found.popular if case in library.recommendations[i].practices
        }
        assert found.did


def test_nothing_else_is_hidden(shelf):
    library = shelf.library()
    without = module._without(library, "one-catalogue")
    assert without.practices == {}
    assert without.recommendations["uncited"].practices == ()
    assert [e.initiative for e in without.recommendations["uncited"].evidence.expected] == [
        "first-voucher"
    ]
    assert module._without(library, "another") == library


def test_the_case_makes_no_difference_to_its_own_trial(shelf):
    before = trials_of(shelf)["one-catalogue"]
    shelf.change(PRACTICE, "population_class: R", "population_class: XL")
    shelf.change(PRACTICE, "    grade: E2", "    grade: E5")
    shelf.change(PRACTICE, "years: 2012–20", "years: 2012–22")
    assert trials_of(shelf)["one-catalogue"] == before
