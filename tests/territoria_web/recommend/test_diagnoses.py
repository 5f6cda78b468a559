"""Diagnoses as rows: those of the engine, for one territory and for many."""

from __future__ import annotations

import json

import pytest

from territoria.diagnosis import Diagnosis
from territoria_web.compare.models import Comparison
from territoria_web.compare.services.comparisons import as_json, compare_territory
from territoria_web.measure.queries.assessments import current
from territoria_web.measure.queries.universes import universe_of
from territoria_web.recommend.models import Advised
from territoria_web.recommend.services import diagnoses
from territoria_web.territories.queries import territory_at

pytestmark = pytest.mark.usefixtures("site_data")


def diagnosis(code: str) -> Diagnosis:
    universe = universe_of(current())
    return Diagnosis(universe, universe.observations.territory(code))


def test_what_is_written_is_what_the_engine_says():
    row = Comparison.objects.get(assessment=current(), territory__code="FRE1")
    assert row.body == json.loads(json.dumps(as_json(compare_territory(diagnosis("FRE1")))))


def test_the_sentences_stand_in_every_language():
    said = Comparison.objects.get(assessment=current(), territory__code="DED5").said
    assert {name: sorted(texts) for name, texts in said.items()} == {
        name: ["de", "en", "fr"] for name in ("headline", "findings", "sure", "caveat")
    }
    assert len(set(said["headline"].values())) == 3


def test_the_first_advice_is_that_of_the_engine():
    row = Advised.objects.get(assessment=current(), territory__code="FI20")
    assert row.body["first"] == [a.text.id for a in diagnosis("FI20").advised.first]


def test_what_is_no_number_is_none():
    assert as_json({"a": float("nan"), "b": (float("inf"), 1.5)}) == {"a": None, "b": [None, 1.5]}


def test_only_what_is_missing_is_diagnosed(monkeypatch: pytest.MonkeyPatch):
    told: list[tuple[int, int]] = []
    made: list[str] = []

    def quickly(universe: object, key: str) -> dict[str, object]:
        made.append(key)
        return {
            "comparison": {"comparable": True},
            "said": {},
            "advice": {"advice": []},
        }

    monkeypatch.setattr(diagnoses, "diagnosed", quickly)
    assessment = current()
    diagnoses.diagnose_all(assessment=assessment, progress=lambda done, of: told.append((done, of)))
    assert len(made) == 242 - 5
    assert (told[0], told[-1]) == ((0, 237), (237, 237))
    assert Advised.objects.filter(assessment=assessment).count() == 242


def test_diagnosing_again_replaces(monkeypatch: pytest.MonkeyPatch):
    territory = territory_at("FRE1")
    diagnoses.diagnose_territory(assessment=current(), territory=territory)
    assert Advised.objects.filter(assessment=current(), territory=territory).count() == 1
