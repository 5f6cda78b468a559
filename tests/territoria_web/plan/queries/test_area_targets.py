"""Targets by the real figures: judged, offered, met, and how they go."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planned import Planning, a_plan
from targeted import BECAUSE, a_draft, begun, set_up
from territoria_web.library.queries import library
from territoria_web.measure.models import Figure
from territoria_web.plan.queries.area_targets import targets_of
from territoria_web.plan.queries.bands import NOTHING, ground_of
from territoria_web.plan.queries.target_bands import judged_target, offers_of, with_figure
from territoria_web.plan.queries.target_meeting import meeting, met_in
from territoria_web.plan.queries.target_progress import progress_of
from territoria_web.plan.queries.target_report import report_of
from territoria_web.plan.queries.target_words import (
    band_said,
    meeting_said,
    offerless_said,
    report_said,
    target_sentence,
)
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
    told = {"baseline": draft.baseline, "low": draft.baseline + 5, "high": draft.baseline + 9}
    target = begun(p, indicator="hrst", **told)
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
    assert target_sentence(target, progress).endswith("; on track so far: 52 % of firms in 2024.")


def test_a_figure_whose_range_crosses_the_line_is_counted_apart(p):
    target = set_up(p)
    tell_figure(
        by=p.lead, target=target, figure=YearFigure(2025, 52.0, "A small survey", 46.0, 58.0)
    )
    held = targets_of(p.cycle)
    report = report_of(held, progress_of(held))
    assert (report.on_track, report.off_track, report.unknown) == (0, 0, 1)
    assert report_said(report) == [
        "One target, with a baseline.",
        "It is too early to tell whether any is on track.",
    ]


def test_the_report_counts_what_is_set_and_names_no_zero(p):
    begun(p, baseline=None, baseline_year=None)
    held = targets_of(p.cycle)
    assert report_said(report_of(held, progress_of(held))) == ["None is set yet."]
    for figure in ("Online", "Offline"):
        target = set_up(p, figure=figure)
        tell_figure(by=p.lead, target=target, figure=YearFigure(2025, 53.0, "Survey"))
    held = targets_of(p.cycle)
    assert report_said(report_of(held, progress_of(held))) == [
        "2 targets, 100 % with a baseline.",
        "On track or ahead: 2 of 2.",
    ]


def test_a_band_has_as_many_digits_as_its_baseline_and_a_draft_has_none(p):
    target = begun(p, baseline=80.5, low=83.0, high=83.0)
    assert band_said(target) == "From 80.5 to 83.0 % of firms by 2030"
    target.low = target.high = None
    assert band_said(target) == "No target yet"


def test_where_no_method_offers_anything_it_says_why(p):
    ground = ground_of(p.cycle, ["hrst"])
    draft = a_known(p)
    late = replace(draft, year=draft.baseline_year)
    said = [
        offerless_said(d, g) for d, g in ((a_draft(), ground), (late, ground), (draft, NOTHING))
    ]
    assert [one.partition(";")[0].partition(":")[0] for one in said] == [
        "You count this yourselves",
        "The target lies in the year of the baseline or before",
        "No method can offer a value",
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
