"""The compare desk: structural peers with reasons, peers of the team's own choice, what that does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from territoria_web.compare.models import PeerGroup
from territoria_web.compare.queries.chosen_peers import (
    StructuralPeer,
    TwoGaps,
    assessment_of,
    cautions_about,
    gaps_against,
    groups_of,
    named,
    structural_peers,
)
from territoria_web.compare.services.peer_groups import (
    choose_peers,
    codes_in,
    go_back_to_structure,
)
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted
from territoria_web.desk.workspace import explained_at, latest_job, rights, show_stage
from territoria_web.library.http_methods import takes_form
from territoria_web.measure.models import Assessment
from territoria_web.people.queries import open_cycle
from territoria_web.territories.models import Cycle, Territory
from territoria_web.territories.queries import territory_name


class PeersForm(forms.Form):
    """Which territories are peers, and why."""

    peers = forms.MultipleChoiceField(
        label=gettext_lazy("Peers that you keep"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    others = forms.CharField(
        label=gettext_lazy("Other territories"),
        help_text=gettext_lazy("Their codes, parted by blanks or commas: FI20, DED5"),
        required=False,
        max_length=400,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why are these your peers?"),
        help_text=gettext_lazy(
            "Say what makes them comparable. The reason stands beside every comparison."
        ),
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, offered: Sequence[Territory], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["peers"]
        assert isinstance(choice, forms.MultipleChoiceField)
        choice.choices = [(t.code, f"{territory_name(t)} ({t.code})") for t in offered]

    def codes(self) -> list[str]:
        """All codes that were given."""
        held: dict[str, Any] = self.cleaned_data
        return [*held["peers"], *codes_in(held["others"])]


class BackForm(forms.Form):
    """Why the structural peers shall count again."""

    reason = forms.CharField(
        label=gettext_lazy("Why do you go back to the structural peers?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )


@login_required
@takes_form
def compare(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The peers, and every scored figure against them; choosing others."""
    choosing = request.method == "POST"
    verb = "choose peers" if choosing else "see"
    cycle = open_cycle(request.user, public_id, stage="compare", verb=verb)
    held = _held(cycle)
    form = _form(request, held)
    if choosing and form.is_valid() and _chosen(request, cycle, form):
        return redirect("desk:compare", cycle.public_id)
    return _shown(request, cycle, held, form, BackForm(prefix="back"))


@dataclass(frozen=True)
class Held:
    """What the page stands on, read once."""

    assessment: Assessment
    group: PeerGroup | None
    earlier: Sequence[PeerGroup]
    members: Sequence[Territory]
    peers: Sequence[StructuralPeer]


def _held(cycle: Cycle) -> Held:
    assessment, (group, earlier) = assessment_of(cycle), groups_of(cycle)
    members = sorted(group.members.all(), key=territory_name) if group else []
    peers = structural_peers(assessment, cycle.territory)
    return Held(assessment, group, earlier, members, peers)


def _form(request: HttpRequest, held: Held) -> PeersForm:
    group, members, peers = held.group, held.members, held.peers
    offered = {p.territory.code: p.territory for p in peers} | {t.code: t for t in members}
    sound = [p.territory.code for p in peers if p.firmness != "arguable"]
    initial = {
        "peers": [t.code for t in members] if group else sound,
        "reason": group.reason if group else "",
    }
    data = posted(request)
    return PeersForm(data, offered=list(offered.values()), initial=initial)


def _chosen(request: HttpRequest, cycle: Cycle, form: PeersForm) -> bool:
    try:
        choose_peers(
            by=account_of(request),
            cycle=cycle,
            codes=form.codes(),
            reason=form.cleaned_data["reason"],
        )
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    messages.success(request, _("These are your peers now."))
    return True


def _shown(
    request: HttpRequest, cycle: Cycle, held: Held, form: PeersForm, back: BackForm
) -> HttpResponse:
    assessment, group, members = held.assessment, held.group, held.members
    gaps = gaps_against(assessment, cycle.territory, members)
    return show_stage(
        request,
        cycle,
        "compare",
        "desk/compare.html",
        title=_("Compare"),
        finding=_finding(group, len(members), gaps),
        facts={
            "peers": held.peers,
            "group": group,
            "members": list(zip(members, named(members), strict=True)),
            "cautions": [
                (territory_name(peer), said)
                for peer, said in cautions_about(assessment, cycle.territory, members)
            ],
            "earlier": [(old, named(list(old.members.all()))) for old in held.earlier],
            "gaps": [(gap, _link(cycle, assessment, gap)) for gap in gaps],
            "form": form,
            "back": back,
            "job": latest_job(cycle, "assess-own", "diagnose-one"),
            **rights(cycle, "compare", "choose peers"),
        },
        status=422 if form.errors or back.errors else 200,
    )


def _link(cycle: Cycle, assessment: Assessment, gap: TwoGaps) -> str:
    address = assessment.address("observation", cycle.territory.key, gap.indicator.id)
    return explained_at(cycle, address)


def _finding(group: PeerGroup | None, chosen: int, gaps: Sequence[TwoGaps]) -> str:
    if group is None:
        return _("The structural peers count: territories alike in size, age, economy and place.")
    changed = sum(gap.changes for gap in gaps)
    if not changed:
        said = _(
            "Against your %(chosen)d peers, every figure stands as against the structural ones."
        )
        return said % {"chosen": chosen}
    said = ngettext(
        "Against your %(chosen)d peers, %(changed)d of %(of)d figures stands otherwise than "
        "against the structural ones.",
        "Against your %(chosen)d peers, %(changed)d of %(of)d figures stand otherwise than "
        "against the structural ones.",
        changed,
    )
    return said % {"chosen": chosen, "changed": changed, "of": len(gaps)}


@login_required
@require_POST
def back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let the structural peers count again."""
    cycle = open_cycle(request.user, public_id, stage="compare", verb="choose peers")
    form = BackForm(request.POST, prefix="back")
    if form.is_valid():
        try:
            go_back_to_structure(
                by=account_of(request), cycle=cycle, reason=form.cleaned_data["reason"]
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The structural peers count again."))
            return redirect("desk:compare", cycle.public_id)
    held = _held(cycle)
    fresh = PeersForm(
        offered=[p.territory for p in held.peers],
        initial={"peers": [p.territory.code for p in held.peers if p.firmness != "arguable"]},
    )
    return _shown(request, cycle, held, fresh, form)
