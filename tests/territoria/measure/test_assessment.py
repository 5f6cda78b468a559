import numpy as np
import pytest
from numpy.testing import assert_array_equal

from territoria.content import load_framework
from territoria.errors import ContentError
from territoria.measure.assessment import assess, score_with_uncertainty
from territoria.observations import bundled


@pytest.fixture(scope="module")
def release():
    return bundled("europe-nuts2021")


def test_an_assessment_takes_the_regions_and_not_their_countries(release):
    assessment = assess(load_framework("blueprint"), release)
    assert {t.level for t in assessment.cut.territories} == {2}
    assert assessment.scores.scores.shape == (14, 242)


def test_runs_and_seed_replace_those_of_the_framework(release):
    text = load_framework("blueprint")
    assessment = score_with_uncertainty("blueprint", release, runs=20, seed=5)
    spec = assessment.replications.spec
    assert (spec.runs, spec.seed) == (20, 5)
    assert assessment.replications.scores.shape == (20, 14, 242)
    assert spec == text.uncertainty.model_copy(update={"runs": 20, "seed": 5})


def test_another_seed_is_another_plan_and_leaves_the_scores(release):
    one = score_with_uncertainty("blueprint", release, runs=20, seed=1)
    other = score_with_uncertainty("blueprint", release, runs=20, seed=2)
    assert one.tree.plan != other.tree.plan
    assert_array_equal(one.scores.scores, other.scores.scores)


def test_every_figure_of_the_assessment_has_an_error_and_no_gap_has_one(release):
    assessment = assess(load_framework("blueprint"), release)
    assert_array_equal(np.isfinite(assessment.errors), np.isfinite(assessment.cut.values))
    assert np.nanmin(assessment.errors) > 0


def test_an_unknown_framework_is_refused_with_the_known_ones(release):
    with pytest.raises(ContentError) as caught:
        score_with_uncertainty("bluprint", release)
    assert str(caught.value).startswith(
        "bluprint: no such framework. Did you mean blueprint? Known: "
    )
