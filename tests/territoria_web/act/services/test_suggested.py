"""A city that fits is asked: the letter goes to its team's lead, once."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from a_project import ORIGIN, a_project
from desk_team import a_member
from territoria_web.act.services.suggested import invite_suggested
from territoria_web.people.models import Role
from territoria_web.territories.models import Territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_the_lead_of_its_team_is_asked_once(settings, django_capture_on_commit_callbacks):
    settings.MAIL_IN_BACKGROUND = False
    doing, lead = a_project(), a_member("DED5", Role.LEAD)
    place = Territory.objects.get(code="DED5")
    told = {"doer": doing.by(), "territory": place, "origin": ORIGIN}
    with django_capture_on_commit_callbacks(execute=True):
        row = invite_suggested(project=doing.row, seen=0, **told)
    assert (row.state, row.territory, row.person) == ("invited", place, "")
    assert [letter.to for letter in mail.outbox] == [[lead.email]]
    with pytest.raises(ValidationError, match="in the project already"):
        invite_suggested(project=doing.now(), seen=1, **told)


def test_nobody_is_written_to_where_no_team_is_known():
    doing, place = a_project(), Territory.objects.get(code="DED5")
    with pytest.raises(ValidationError, match="Nobody of this city"):
        invite_suggested(project=doing.row, doer=doing.by(), territory=place, seen=0, origin=ORIGIN)
