"""The advice desk: every piece of advice to the territory, and what the team decides on it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from territoria_web.compare.queries.chosen_peers import assessment_of
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted, tried
from territoria_web.desk.workspace import latest_job, rights, show_stage
from territoria_web.library.http_methods import takes_form
from territoria_web.people.queries import open_cycle
from territoria_web.recommend.models import Recommendation
from territoria_web.recommend.queries.judged import (
    TIERS,
    Judged,
    counts_of,
    gap_titles,
    history_of,
    judged_advice,
    one_judged,
    roles,
)
from territoria_web.recommend.services.decisions import (
    ask_for_advice,
    judge_advice,
    stamp_of,
)
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile

Decision = Recommendation.Decision
DECISIONS = {
    Decision.OPEN: gettext_lazy("open"),
    Decision.ACCEPTED: gettext_lazy("accepted"),
    Decision.CHANGED: gettext_lazy("changed"),
    Decision.DECLINED: gettext_lazy("declined"),
}


class FilterForm(forms.Form):
    """Which advice is shown."""

    tier = forms.ChoiceField(label=gettext_lazy("Tier"), required=False)
    role = forms.ChoiceField(label=gettext_lazy("For whom"), required=False)
    decision = forms.ChoiceField(label=gettext_lazy("Decision"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        any_one = ("", _("all"))
        held: dict[str, list[tuple[str, Any]]] = {
            "tier": [(t, t) for t in TIERS],
            "role": [(r.id, r.title.say()) for r in roles()],
            "decision": list(DECISIONS.items()),
        }
        for name, choices in held.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [any_one, *choices]


class JudgeForm(forms.Form):
    """What a team decides on a piece of advice."""

    decision = forms.ChoiceField(
        label=gettext_lazy("What do you decide?"),
        widget=forms.RadioSelect,
        choices=[
            (Decision.ACCEPTED, gettext_lazy("Accept it as it is")),
            (Decision.CHANGED, gettext_lazy("Change it: we do it otherwise")),
            (Decision.DECLINED, gettext_lazy("Decline it")),
            (Decision.OPEN, gettext_lazy("Leave it open")),
        ],
    )
    changed_text = forms.CharField(
        label=gettext_lazy("In your own words"),
        help_text=gettext_lazy("Needed only if you change it: say what you will do instead."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy(
            "Needed where you change or decline. Everybody may read it on the page of decisions."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    # which decision stood there when the form was opened
    seen = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)


@login_required
@require_safe
def recommend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The advice in its order, with the decisions."""
    cycle = open_cycle(request.user, public_id, stage="recommend")
    assessment = assessment_of(cycle)
    asked = FilterForm(request.GET or None)
    chosen = asked.cleaned_data if asked.is_bound and asked.is_valid() else {}
    everything = judged_advice(cycle, assessment)
    counts = counts_of(everything)
    shown = judged_advice(cycle, assessment, **chosen) if any(chosen.values()) else everything
    query = urlencode({k: v for k, v in chosen.items() if v})
    finding = _("No advice is worked out yet for this framework.")
    if counts.of:
        finding = _(
            "%(decided)d of %(of)d pieces of advice are decided: %(accepted)d accepted, "
            "%(changed)d changed, %(declined)d declined."
        ) % {**counts.__dict__, "decided": counts.decided}
    return show_stage(
        request,
        cycle,
        "recommend",
        "desk/recommend.html",
        title=_("Advice"),
        finding=finding,
        facts={
            "own": assessment.cycle_id is not None,
            "advises": assessment.text.body.get("peers") is not None,
            "counts": counts,
            "filter": asked,
            "filters": sum(bool(v) for v in chosen.values()),
            "advice": [_row(cycle, judged, query) for judged in shown],
            "public": reverse("public:decisions", args=[cycle.territory.code]),
            "job": latest_job(cycle, "assess-own", "diagnose-one"),
            **rights(cycle, "recommend", "judge"),
        },
        status=400 if asked.errors else 200,
    )


def _row(cycle: Cycle, judged: Judged, query: str = "") -> dict[str, Any]:
    url = reverse("desk:judge", args=[cycle.public_id, judged.text.id])
    return {
        "judged": judged,
        "url": f"{url}?{query}" if query else url,
        "decision": DECISIONS[Decision(judged.decision)],
        "decided": judged.decision != Decision.OPEN,
    }


@login_required
@takes_form
def judge(request: HttpRequest, public_id: UUID, advice: str) -> HttpResponse:
    """One piece of advice: why it is given here, and the decision."""
    judging = request.method == "POST"
    verb = "judge" if judging else "see"
    cycle = open_cycle(request.user, public_id, stage="recommend", verb=verb)
    assessment = assessment_of(cycle)
    judged = one_judged(cycle, assessment, advice)
    form = JudgeForm(posted(request), initial=_standing(judged.decided))
    try:
        if judging and form.is_valid() and _written(request, cycle, judged, form):
            back = reverse("desk:recommend", args=[cycle.public_id])
            return redirect(f"{back}?{request.GET.urlencode()}" if request.GET else back)
    except ChangedMeanwhile as refused:
        judged = one_judged(cycle, assessment, advice)
        form = _asked_again(form, judged, refused)
    return show_stage(
        request,
        cycle,
        "recommend",
        "desk/judge.html",
        title=judged.text.what.say(),
        finding="",
        facts={
            **_row(cycle, judged),
            "text": judged.text,
            "form": form,
            "gaps": gap_titles(assessment, cycle, judged),
            "history": [_entry(e) for e in history_of(judged.decided)],
            "full": reverse("public:decisions", args=[cycle.territory.code]),
            **rights(cycle, "recommend", "judge"),
        },
        below=((_("Advice"), reverse("desk:recommend", args=[cycle.public_id])),),
        status=422 if form.errors else 200,
    )


def _standing(row: Recommendation | None) -> dict[str, str]:
    if row is None:
        return {}
    words = {"decision": row.decision, "reason": row.reason, "changed_text": row.changed_text}
    return {**words, "seen": stamp_of(row)}


def _asked_again(form: JudgeForm, judged: Judged, refused: ChangedMeanwhile) -> JudgeForm:
    """The same words once more, beside the decision that came between."""
    again = JudgeForm({**form.cleaned_data, "seen": stamp_of(judged.decided)})
    again.add_error(None, refused)
    mend = _("What stands now is above. To put your own in its place, keep it once more.")
    again.add_error(None, mend)
    return again


def _written(request: HttpRequest, cycle: Cycle, judged: Judged, form: JudgeForm) -> bool:
    by, told = account_of(request), form.cleaned_data
    if not tried(form, lambda: judge_advice(by=by, cycle=cycle, judged=judged, **told)):
        return False
    messages.success(request, _("The decision is kept."))
    return True


def _entry(entry: Any) -> dict[str, Any]:
    after = entry.after or {}
    known = after.get("decision") in Decision.values
    return {
        "when": entry.when,
        "who": entry.who,
        "decision": DECISIONS[Decision(after["decision"])] if known else "",
        "reason": after.get("reason", ""),
        "changed_text": after.get("changed_text", ""),
    }


@login_required
@require_POST
def work_out(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Have peers, gaps and advice worked out by the public figures."""
    cycle = open_cycle(request.user, public_id, stage="recommend", verb="judge")
    job = ask_for_advice(by=account_of(request), cycle=cycle)
    return redirect("desk:job", cycle.public_id, job.public_id)
