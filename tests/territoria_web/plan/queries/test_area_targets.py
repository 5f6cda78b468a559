"""Targets by the real figures: judged, offered, met, and how they go."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planned import Planning, a_plan
from targeted import BECAUSE, a_draft, begun, set_up
from territoria_web.library.queries import library
from territoria_web.measure.models import Figure
from territoria_web.plan.queries.area_targets import targets_of
from territoria_web.plan.queries.bands import ground_of
from territoria_web.plan.queries.target_bands import judged_target, offers_of, with_figure
from territoria_web.plan.queries.target_meeting import meeting, met_in
from territoria_web.plan.queries.target_progress import progress_of
from territoria_web.plan.queries.target_report import report_of
from territoria_web.plan.queries.target_words import meeting_said, report_said, target_sentence
from territoria_web.plan.services.area_targets import YearFigure, move_target, tell_figure
from territoria_web.plan.target_rules import TargetDraft, draft_in
from territoria_web.territories.models import Territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture
def p() -> Planning:
    return a_plan("FRE1")


def a_known(p: Planning, **more) -> TargetDraft:
    """Of an indicator of the release, with the figure of today."""
    draft = TargetDraft(area="training", indicator="hrst", owner="Region")
    return replace(with_figure(draft, ground_of(p.cycle, ["hrst"])), **more)


def test_a_band_is_judged_with_the_paces_that_peers_kept_and_the_trend(p):
    draft = a_known(p)
    draft = replace(draft, low=draft.baseline + 0.01, high=99.0, year=draft.baseline_year + 5)
    found = judged_target(draft, ground_of(p.cycle, ["hrst"]))
    assert found.label == "done-before"
    reason = found.reason
    assert 0 < reason["done"] <= reason["of"]
    assert reason["kept"]["median"] <= reason["kept"]["quartile"]
    trend = reason["trend"]
    assert trend is None or trend["low"] <= trend["value"] <= trend["high"]


def test_methods_offer_values_and_nothing_without_an_indicator(p):
    ground = ground_of(p.cycle, ["hrst"])
    offers = {o.method: o for o in offers_of(a_known(p), ground)}
    assert set(offers) <= {"T1 median", "T1", "T3", "T4"}
    assert {"T1 median", "T1"} <= set(offers)
    assert {o.year for o in offers.values()} == {a_known(p).baseline_year + 5}
    assert offers_of(a_draft(), ground) == []


def test_an_obligation_is_offered_with_its_basis(p):
    draft = TargetDraft(area="awareness", indicator="desi22_3a1")
    (offer,) = [o for o in offers_of(draft, ground_of(p.cycle, ["desi22_3a1"])) if o.method == "T5"]
    duty = library().indicators["desi22_3a1"].obligation
    assert (offer.value, offer.year, offer.basis) == (duty.value, duty.year, duty.basis.root)


def test_who_meets_it_stands_at_or_beyond_the_near_end_peers_first_by_name(p):
    draft = a_known(p)
    target = begun(p, indicator="hrst", low=draft.baseline + 5, high=draft.baseline + 9)
    found = meeting(target)
    everyone = {f.territory_id: f.value for f in Figure.objects.filter(indicator="hrst")}
    assert all(everyone[m.territory.pk] >= target.low for m in (*found.peers, *found.others))
    for ones in (found.peers, found.others):
        assert [m.name for m in ones] == sorted((m.name for m in ones), key=str.casefold)
    assert len(found.peers) <= found.peers_known < found.known
    one = found.others[0]
    assert met_in([target], Territory.objects.filter(pk=one.territory.pk)) == {
        target.pk: [one.name]
    }


def test_of_a_figure_that_only_its_owner_counts_nobody_can_be_named(p):
    target = set_up(p)
    assert meeting_said(meeting(target)) == (
        "Nobody else publishes this figure, so nobody can be named who meets it."
    )


def test_the_sentence_says_band_label_and_how_it_goes(p):
    target = set_up(p)
    progress = progress_of([target])[target.pk]
    assert target_sentence(target, progress) == (
        "From 45 to 60–65 % of firms by 2030; nobody can tell whether similar places did it before; "
        "too early to tell how it goes."
    )
    for year, value in ((2022, 46.0), (2024, 52.0)):
        tell_figure(by=p.lead, target=target, figure=YearFigure(year, value, "Survey"))
    (target,) = targets_of(p.cycle)
    progress = progress_of([target])[target.pk]
    assert (progress.state, progress.is_on_track) == ("on pace", True)
    assert progress.effect.ratio == pytest.approx(7 / 6)
    assert target_sentence(target, progress).endswith("; on track so far: 52 in 2024.")


def test_a_figure_whose_range_crosses_the_line_is_counted_apart(p):
    target = set_up(p)
    tell_figure(
        by=p.lead, target=target, figure=YearFigure(2025, 52.0, "A small survey", 46.0, 58.0)
    )
    held = targets_of(p.cycle)
    report = report_of(held, progress_of(held))
    assert (report.on_track, report.off_track, report.unknown) == (0, 0, 1)
    assert report_said(report) == [
        "1 target, 100 % with a baseline.",
        "On track: 0 of 0 that can be judged; 1 cannot yet.",
    ]


def test_a_published_figure_counts_before_what_the_owner_told(p):
    draft = a_known(p)
    first = draft.baseline_year - 2
    target = set_up(
        p, indicator="hrst", baseline=draft.baseline - 1, baseline_year=first, low=50.0, high=55.0
    )
    tell_figure(by=p.lead, target=target, figure=YearFigure(draft.baseline_year, 1.0, "Guess"))
    (target,) = targets_of(p.cycle)
    progress = progress_of([target])[target.pk]
    assert progress.effect.value == draft.baseline
    assert [s.counts for s in progress.figures if s.told] == [False]


def test_a_target_that_was_moved_is_held_against_its_first_band_too(p):
    target = set_up(p)
    tell_figure(by=p.lead, target=target, figure=YearFigure(2025, 48.0, "Survey"))
    lower = replace(draft_in(target), low=46.0, high=48.0)
    move_target(by=p.lead, target=target, draft=lower, reason=BECAUSE, seen=target.edit)
    (target,) = targets_of(p.cycle)
    effect = progress_of([target])[target.pk].effect
    assert (effect.state, effect.by_first) == ("reached", "behind")
