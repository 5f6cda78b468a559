"""Policies in place: the inventory, by node what serves it and what nothing serves."""

from __future__ import annotations

from collections.abc import Mapping
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
from django.views.decorators.http import require_POST, require_safe

from territoria_web.desk.assess.parts import needed, show_part
from territoria_web.desk.files import CSV, XLSX, as_file
from territoria_web.desk.guards import account_of
from territoria_web.desk.sums import SumField
from territoria_web.desk.tried import posted, seen_anew, tell_refused, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.library.saying import money
from territoria_web.measure.models import Policy
from territoria_web.measure.queries.findings import node_choices
from territoria_web.measure.queries.policies import (
    LONGEST_LINE,
    LONGEST_SOURCE,
    LONGEST_TEXT,
    STATE_NAMES,
    Told,
    initiative_choices,
    initiative_titles,
    open_policy,
    policies_of,
    served,
    told_of,
)
from territoria_web.measure.queries.policy_tables import as_csv_file, as_workbook
from territoria_web.measure.services.policies import (
    add_policy,
    change_policy,
    take_back_policy,
)
from territoria_web.people.queries import open_cycle
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile

YEAR = {"inputmode": "numeric", "size": 6}


class PolicyForm(forms.Form):
    """A line of the inventory."""

    title = forms.CharField(
        label=gettext_lazy("What is it called?"),
        max_length=LONGEST_LINE,
        error_messages=needed(gettext_lazy("Write what the policy is called.")),
    )
    body = forms.CharField(
        label=gettext_lazy("Who answers for it?"),
        max_length=LONGEST_LINE,
        error_messages=needed(gettext_lazy("Name the body that answers for it.")),
    )
    what = forms.CharField(
        label=gettext_lazy("What does it do?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_TEXT,
        required=False,
    )
    nodes = forms.MultipleChoiceField(
        label=gettext_lazy("Which parts of the framework does it serve?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    initiative = forms.ChoiceField(
        label=gettext_lazy("Kind of policy"),
        help_text=gettext_lazy("If the library describes one of this kind, choose it."),
        required=False,
    )
    begins = forms.IntegerField(label=gettext_lazy("First year"), required=False)
    ends = forms.IntegerField(label=gettext_lazy("Last year"), required=False)
    budget = SumField(
        label=gettext_lazy("Budget, the whole sum"),
        help_text=gettext_lazy("Leave it empty if it is not known: unknown is not zero."),
        required=False,
    )
    currency = forms.CharField(
        label=gettext_lazy("Currency"),
        max_length=3,
        initial="EUR",
        error_messages=needed(gettext_lazy("Name the currency in three letters, such as EUR.")),
    )
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        widget=forms.RadioSelect,
        choices=list(STATE_NAMES.items()),
        error_messages=needed(gettext_lazy("Choose whether it runs.")),
    )
    evaluation = forms.CharField(
        label=gettext_lazy("What is known to work?"),
        help_text=gettext_lazy("From an evaluation, with its year. Empty means: not known."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_TEXT,
        required=False,
    )
    source = forms.CharField(
        label=gettext_lazy("Source"),
        help_text=gettext_lazy("The document with its year and page, or which meeting."),
        max_length=LONGEST_SOURCE,
        error_messages=needed(gettext_lazy("Name the source, so that others can check it.")),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "nodes": node_choices(cycle),
            "initiative": [("", _("none of these, or unsure")), *initiative_choices()],
        }
        for name, held in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = held

    def told(self) -> Told:
        """What it tells; the form is valid."""
        held = {name: self.cleaned_data[name] for name in Told.__dataclass_fields__}
        return Told(**{**held, "nodes": tuple(held["nodes"]), "currency": held["currency"].upper()})


@login_required
@require_safe
def policies(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The inventory, and the matrix of nodes and policies."""
    cycle = open_cycle(request.user, public_id, stage="measure")
    held = list(policies_of(cycle))
    rows, kinds = served(cycle, held), initiative_titles()
    bare = [r for r in rows if r.factor and not r.policies]
    return show_part(
        request,
        cycle,
        "policies",
        "desk/assess/policies.html",
        title=_("Policies in place"),
        finding=_finding(held, len(bare)),
        facts={
            "policies": [_row(p, kinds) for p in held],
            "matrix": [(r, [r.node in p.nodes for p in held]) for r in rows],
            "bare": bare,
            "unevaluated": sum(not p.evaluation for p in held),
        },
    )


def _finding(held: list[Policy], bare: int) -> str:
    if not held:
        return _("No policy is listed yet.")
    listed = ngettext("%(count)d policy is listed.", "%(count)d policies are listed.", len(held))
    lacking = ngettext("%(bare)d factor has none.", "%(bare)d factors have none.", bare)
    return f"{listed % {'count': len(held)}} {lacking % {'bare': bare}}"


def _row(policy: Policy, kinds: Mapping[str, str]) -> dict[str, Any]:
    return {
        "row": policy,
        "state": STATE_NAMES[Policy.State(policy.state)],
        "kind": kinds.get(policy.initiative, ""),
        "years": _years(policy),
        "budget": "" if policy.budget is None else money(float(policy.budget), policy.currency),
    }


def _years(policy: Policy) -> str:
    begins, ends = policy.begins, policy.ends
    if begins and ends and begins != ends:
        return f"{begins}–{ends}"
    if begins:
        return str(begins) if ends else _("from %(year)s") % {"year": begins}
    return _("until %(year)s") % {"year": ends} if ends else ""


@login_required
@takes_form
def add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A new line."""
    cycle = open_cycle(request.user, public_id, stage="measure", verb="note findings")
    form = PolicyForm(posted(request), cycle=cycle)
    if request.method == "POST" and form.is_valid():
        by, told = account_of(request), form.told()
        if tried(form, lambda: add_policy(by=by, cycle=cycle, told=told)):
            messages.success(request, _("The policy is listed."))
            return redirect("desk:policies", cycle.public_id)
    return _form_page(request, cycle, form, _("List a policy"))


@login_required
@takes_form
def policy(request: HttpRequest, public_id: UUID, policy: UUID) -> HttpResponse:
    """Change a line."""
    cycle = open_cycle(request.user, public_id, stage="measure", verb="note findings")
    held = open_policy(cycle, policy)
    initial = {**told_of(held).fields(), "seen": held.edit}
    form = PolicyForm(posted(request), cycle=cycle, initial=initial)
    meanwhile = None
    if request.method == "POST" and form.is_valid():
        by, told, seen = account_of(request), form.told(), form.cleaned_data["seen"] or 0
        try:
            if tried(form, lambda: change_policy(by=by, policy=held, told=told, seen=seen)):
                messages.success(request, _("The policy is changed."))
                return redirect("desk:policies", cycle.public_id)
        except ChangedMeanwhile as refused:
            form = PolicyForm(seen_anew(request, held.edit), cycle=cycle)
            put_beside(form, refused)
            meanwhile = _row(held, initiative_titles())
    return _form_page(request, cycle, form, _("Change a policy"), held=held, meanwhile=meanwhile)


def _form_page(
    request: HttpRequest, cycle: Cycle, form: PolicyForm, title: str, **facts: Any
) -> HttpResponse:
    return show_part(
        request,
        cycle,
        "policies",
        "desk/assess/policy.html",
        title=title,
        facts={"form": form, **facts},
        status=422 if form.errors else 200,
        beneath=True,
    )


@login_required
@require_POST
def take_back(request: HttpRequest, public_id: UUID, policy: UUID) -> HttpResponse:
    """It no longer stands in the inventory."""
    cycle = open_cycle(request.user, public_id, stage="measure", verb="note findings")
    held = open_policy(cycle, policy)
    try:
        take_back_policy(by=account_of(request), policy=held)
    except ValidationError as refused:
        tell_refused(request, refused)
    else:
        messages.info(request, _("The policy is taken out of the list."))
    return redirect("desk:policies", cycle.public_id)


@login_required
@require_safe
def table(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """The inventory as CSV or Excel; empty, it is the template."""
    cycle = open_cycle(request.user, public_id, stage="measure")
    held = list(policies_of(cycle))
    name = f"policies-{cycle.territory.code}.{kind}"
    if kind == "xlsx":
        return as_file(as_workbook(held), XLSX, name)
    return as_file(as_csv_file(held), CSV, name)
