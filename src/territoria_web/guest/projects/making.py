"""Making a session a project, on a phone: eight fields at most, most of them filled in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from territoria_web.act.forms.partners import email_field
from territoria_web.act.forms.projects import day_field, line_field
from territoria_web.act.models import Partner, Project
from territoria_web.act.queries.sessions import Mate, mates_of, project_of
from territoria_web.act.rules.project_drafts import Named, ProjectDraft
from territoria_web.act.rules.projects import RHYTHM, ROLE_NAMES, next_exchange, product_due
from territoria_web.act.services.projects import make_project
from territoria_web.convene.models import Attendee, Topic
from territoria_web.convene.queries.sheets import may_write_sheet
from territoria_web.convene.queries.working import axis_names
from territoria_web.convene.working_rules import PROJECT, takes
from territoria_web.guest.working.frame import inside, show_meet
from territoria_web.library.http_methods import takes_form
from territoria_web.library.private_answers import guarded
from territoria_web.library.refused import put_beside
from territoria_web.people.links import origin_of

ROLES = [(role, name) for role, name in ROLE_NAMES.items() if role != Partner.Role.LEAD]


class MakeForm(forms.Form):
    """A project in eight fields; where no axis is known it takes the place of the exchange's day."""

    title = line_field(gettext_lazy("Name of the project"), most=140)
    question = line_field(
        gettext_lazy("The question it answers"), gettext_lazy("With a question mark at its end.")
    )
    product = line_field(
        gettext_lazy("What will exist at the end"),
        gettext_lazy("Such as a compendium of good practice, a tool, a common tender."),
    )
    due = day_field(gettext_lazy("By when"))
    exchange = day_field(gettext_lazy("First exchange online"))
    axis = forms.ChoiceField(label=gettext_lazy("Axis"))
    city = line_field(gettext_lazy("Which city leads it?"), most=150)
    email = email_field(
        gettext_lazy("Of whoever answers for it there. The link to work on it goes there.")
    )

    def __init__(self, data: Any, *, topic: Topic, person: Attendee, mates: list[Mate]) -> None:
        self.mates, self.known_axis = mates, topic.axis or topic.meeting.axis
        super().__init__(data, initial=_filled_in(topic, person))
        del self.fields["exchange" if not self.known_axis else "axis"]
        if "axis" in self.fields:
            field = self.fields["axis"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = list(axis_names().items())
        for mate in mates:
            self.fields[mate.key] = forms.ChoiceField(
                label=mate.name, required=False, choices=[("", _("not in it")), *ROLES]
            )

    def draft(self) -> ProjectDraft:
        """What the project begins with."""
        held = self.cleaned_data
        first = held.get("exchange") or next_exchange(timezone.localdate(), RHYTHM)
        names = ("title", "question", "product", "due", "city", "email")
        told = {name: held[name] for name in names}
        return ProjectDraft(**told, axis=self.known_axis or held["axis"], exchange=first)

    def named(self) -> list[Named]:
        """Who was ticked, as what."""
        held = self.cleaned_data
        return [
            Named(mate.name, held[mate.key], mate.email, mate.person, mate.language)
            for mate in self.mates
            if held[mate.key]
        ]

    def own(self) -> list[forms.BoundField]:
        """The fields of the project itself."""
        return [field for field in self if not field.name.startswith("with-")]

    def others(self) -> list[forms.BoundField]:
        """The fields of those who could be in it."""
        return [field for field in self if field.name.startswith("with-")]


def _filled_in(topic: Topic, person: Attendee) -> dict[str, Any]:
    today = timezone.localdate()
    asker = topic.asker or person
    return {
        "title": topic.title,
        "due": product_due(today),
        "exchange": next_exchange(today, RHYTHM),
        "city": asker.city or person.city,
        "email": person.email,
    }


@takes_form
@inside
def make(request: HttpRequest, person: Attendee, topic: UUID) -> HttpResponse:
    """The form; once it is made, where the project stands."""
    held = person.meeting.topics.select_related("asker", "meeting__network").filter(public_id=topic)
    row = held.first()
    if row is None:
        raise Http404
    made = project_of(row)
    if made is not None:
        return _made(request, person, made)
    if not may_write_sheet(person, row):
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    form = MakeForm(data, topic=row, person=person, mates=mates_of(row, row.asker or person))
    if form.is_bound and form.is_valid() and _kept(request, row, form):
        return guarded(redirect("guest:meet-project", person.meeting.code, topic))
    return _shown(request, person, row, form)


def _kept(request: HttpRequest, topic: Topic, form: MakeForm) -> bool:
    try:
        make_project(
            topic=topic,
            draft=form.draft(),
            partners=form.named(),
            language=get_language() or "en",
            origin=origin_of(request),
        )
    except ValidationError as refused:
        put_beside(form, refused)
        return False
    return True


def _shown(request: HttpRequest, person: Attendee, topic: Topic, form: MakeForm) -> HttpResponse:
    return show_meet(
        request,
        person.meeting,
        "guest/projects/make.html",
        title=_("Make it a project"),
        finding=topic.title,
        facts={"form": form, "late": not takes(person.meeting, PROJECT)},
        status=422 if form.errors else 200,
    )


def _made(request: HttpRequest, person: Attendee, project: Project) -> HttpResponse:
    return show_meet(
        request,
        person.meeting,
        "guest/projects/made.html",
        title=_("This session has become a project"),
        finding=project.title,
        facts={
            "project": project,
            "public": reverse("public:project", args=[project.public_id]),
        },
    )
