"""The benchmarks of a network, and beginning one."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria_web.compare.models import Benchmark
from territoria_web.compare.queries.benchmarks import benchmarks_of, is_office, state_said
from territoria_web.compare.services.benchmarks import begin_benchmark
from territoria_web.desk.guards import account_of
from territoria_web.desk.networks.frame import show_network
from territoria_web.desk.tried import posted, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.library.languages import languages
from territoria_web.people.models import Organisation
from territoria_web.people.queries import open_network


class BeginForm(forms.Form):
    """A benchmark to be begun."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        error_messages={"required": gettext_lazy("Give it a title of at most 200 characters.")},
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the benchmark"),
        help_text=gettext_lazy("Words of criteria that you change are in it."),
    )
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(languages())


@login_required
@takes_form
def benchmarks(request: HttpRequest, network: UUID) -> HttpResponse:
    """All benchmarks; the office begins one."""
    held = open_network(request.user, network)
    office = is_office(request.user, held)
    if request.method == "POST" and not office:
        raise PermissionDenied
    form = BeginForm(posted(request), initial={"language": "en", "key": uuid4()})
    made: list[Benchmark] = []

    def deed() -> None:
        made.append(begin_benchmark(by=account_of(request), network=held, **form.cleaned_data))

    if form.is_bound and form.is_valid() and tried(form, deed):
        messages.success(request, _("It is begun, with the ten criteria of the library."))
        return redirect("desk:benchmark", held.public_id, made[0].public_id)
    rows = [_row(held, one) for one in benchmarks_of(held, office=office)]
    return show_network(
        request,
        held,
        "benchmarks",
        "desk/benchmarks/benchmarks.html",
        office=office,
        title=_("Benchmarks"),
        finding=_finding(len(rows)),
        facts={"rows": rows, "form": form},
        status=422 if form.errors else 200,
    )


def _finding(count: int) -> str:
    said = ngettext(
        "%(count)d benchmark of initiatives in this network.",
        "%(count)d benchmarks of initiatives in this network.",
        count,
    )
    return said % {"count": count} if count else _("No benchmark is begun yet.")


def _row(network: Organisation, one: Benchmark) -> dict[str, Any]:
    return {
        "row": one,
        "state": state_said(one),
        "url": reverse("desk:benchmark", args=[network.public_id, one.public_id]),
    }
