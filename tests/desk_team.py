"""A team at its desk: a lead of FRE1 with a cycle, colleagues, strangers, and tables to give."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from django.test import Client

from territoria_web.jobs.services import claim_job
from territoria_web.jobs.worker import run_job
from territoria_web.measure.models import Release
from territoria_web.measure.services.own_figures import receive_own_figures
from territoria_web.people.models import Role, User
from territoria_web.people.services import give_role
from territoria_web.territories.models import Cycle, Territory

HEAD = "territory,indicator,period,value\n"
ONE = HEAD + "FRE1,hrst,2022,38.5\n"


@dataclass(frozen=True)
class Team:
    """A cycle and its lead."""

    cycle: Cycle
    lead: User

    def at(self, path: str = "") -> str:
        """An address of the desk."""
        return f"/en/desk/{self.cycle.public_id}/{path}"


def a_team(code: str = "FRE1", **fields: Any) -> Team:
    """A lead of a territory with a cycle."""
    place = Territory.objects.get(code=code)
    cycle = Cycle.objects.create(territory=place, title="Digital strategy", **fields)
    return Team(cycle, a_member(code, Role.LEAD))


def a_member(code: str, role: Role) -> User:
    """An account with a role in a territory."""
    user = User.objects.create_user(f"{role.value}-{code.lower()}@example.org")
    give_role(by=None, user=user, role=role, place=Territory.objects.get(code=code))
    return user


def signed_in(user: User) -> Client:
    """A browser of somebody."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def a_file(text: str | bytes, name: str = "own.csv") -> io.BytesIO:
    """A file to upload."""
    file = io.BytesIO(text.encode() if isinstance(text, str) else text)
    file.name = name
    return file


def a_workbook(*rows: tuple[object, ...]) -> bytes:
    """An Excel workbook of one sheet."""
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def work_all() -> None:
    """Do all jobs that wait; without heartbeat, which would wait for the test's transaction."""
    while job := claim_job(worker="tests"):
        run_job(job)


def give(team: Team, text: str = ONE) -> Release:
    """The team's own figures as its lead gives them; what hangs on them waits for the worker."""
    receipt = receive_own_figures(
        by=team.lead, cycle=team.cycle, content=text.encode(), file_name="own.csv"
    )
    assert receipt.release is not None
    return receipt.release
