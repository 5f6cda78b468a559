"""Making a project of a session, and proposing one from a city's desk: what each begins with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.act.models import Exchange, Partner, Project
from territoria_web.act.queries.projects import territory_named
from territoria_web.act.rules.project_drafts import Named, ProjectDraft, check_draft, once_each
from territoria_web.act.rules.projects import MOST_PARTNERS, State, by_partner
from territoria_web.act.services.project_journal import note, tell_story
from territoria_web.act.services.project_letters import write_to
from territoria_web.act.services.project_sayings import to_first_lead, to_invited
from territoria_web.convene.models import Topic, WorkingMeeting
from territoria_web.convene.services.working_journal import (
    beat_working,
    held_working,
    refuse_unless_takes,
)
from territoria_web.convene.working_rules import PROJECT
from territoria_web.library.typed import plain, plain_line
from territoria_web.people.models import Organisation, User
from territoria_web.territories.models import Territory


@transaction.atomic
def make_project(
    *,
    topic: Topic,
    draft: ProjectDraft,
    partners: Sequence[Named],
    language: str,
    origin: str,
    today: date | None = None,
) -> Project:
    """Make a session a project: open and public at once; the lead and those who are named get letters
    with their links. A session that has become one gives the one it became. ValidationError by field.
    """
    meeting = held_working(topic.meeting)
    made = Project.objects.filter(topic=topic).first()
    if made is not None:
        return made
    refuse_unless_takes(meeting, PROJECT)
    check_draft(draft, today or timezone.localdate())
    project = _row(meeting.network, draft, language, topic=topic, example=meeting.example)
    lead = _lead(project, draft, language)
    named = once_each(list(partners), draft)[: MOST_PARTNERS - 1]  # and the lead
    asked = [_invited(project, one) for one in named]
    _first_exchange(project, lead, draft, meeting)
    tell_story(project, by_partner(lead), "made", meeting=meeting.title)
    write_to([lead], project, to_first_lead(project), origin=origin)
    write_to(asked, project, to_invited(project, lead), origin=origin)
    beat_working(meeting)
    return project


@transaction.atomic
def propose_project(
    *,
    by: User,
    network: Organisation,
    territory: Territory,
    draft: ProjectDraft,
    sought: str = "",
    open_until: date | None = None,
    example: bool = False,
    today: date | None = None,
) -> Project:
    """Propose a project to a network's office, which publishes it or says why not."""
    day = today or timezone.localdate()
    check_draft(draft, day)
    if open_until and open_until < day:
        raise ValidationError({"open_until": _("This day has passed.")})
    if not network.territories.filter(pk=territory.pk).exists():
        raise ValidationError({"network": _("Choose a network that your territory belongs to.")})
    project = _row(network, draft, by.language, state=State.PROPOSED, example=example)
    project.sought, project.open_until, project.made_by = plain(sought), open_until, by
    project.save()
    lead = _lead(project, draft, by.language, territory=territory, person=by.name)
    _first_exchange(project, lead, draft, None)
    doer = by_partner(lead, by)
    tell_story(project, doer, "proposed")
    note(doer, project, "propose project", name=network.name)
    return project


def _row(
    network: Organisation,
    draft: ProjectDraft,
    language: str,
    *,
    topic: Topic | None = None,
    state: str = State.OPEN,
    example: bool = False,
) -> Project:
    now = timezone.now()
    return Project.objects.create(
        network=network,
        topic=topic,
        title=plain_line(draft.title)[:140],
        question=plain_line(draft.question)[:300],
        axis=draft.axis,
        language=language,
        product=plain_line(draft.product)[:300],
        due=draft.due,
        state=state,
        example=example,
        made=now,
        opened=now if state == State.OPEN else None,
    )


def _lead(
    project: Project,
    draft: ProjectDraft,
    language: str,
    *,
    territory: Territory | None = None,
    person: str = "",
) -> Partner:
    """``territory``: of the team that proposes it; a name that was typed stands for nobody."""
    city = plain_line(draft.city)[:150]
    return Partner.objects.create(
        project=project,
        role=Partner.Role.LEAD,
        name=city,
        territory=territory or territory_named(city, project),
        vouched=territory is not None,
        person=person,
        email=draft.email.strip().lower(),
        language=language,
        state=Partner.State.AGREED,
        answered=timezone.now(),
    )


def _invited(project: Project, one: Named) -> Partner:
    return Partner.objects.create(
        project=project,
        role=one.role,
        name=one.name,
        territory=territory_named(one.name, project) if one.role != Partner.Role.COMPANY else None,
        person=one.person[:150],
        email=one.email,
        language=one.language,
        state=Partner.State.INVITED,
    )


def _first_exchange(
    project: Project, lead: Partner, draft: ProjectDraft, meeting: WorkingMeeting | None
) -> None:
    Exchange.objects.create(
        project=project,
        number=1,
        day=draft.exchange,
        host=lead,
        **({"timezone": meeting.timezone} if meeting else {}),
    )
