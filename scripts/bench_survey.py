"""How quick answering is while the desk reads: ``make bench-survey`` (docs/methods/speed.md).

500 people answer a real questionnaire within ten minutes, each page by page as a browser without
scripts does, on a server of its own with SQLite, while somebody at the desk reads the results all
the time. Afterwards every answer that the server confirmed is looked up in the database. PEOPLE and
SECONDS change size and time: PEOPLE=75 SECONDS=90 is the same rate for a minute and a half.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PEOPLE = int(os.environ.get("PEOPLE", "500"))
SECONDS = float(os.environ.get("SECONDS", "600"))
GOAL_P95 = 0.200
LOOK_EVERY = 2.0
# of the whole time, what one person takes at most
LONGEST_VISIT = 0.25
TESTS = Path(__file__).resolve().parents[1] / "tests"
sys.path.insert(0, str(TESTS))

from answering import NotAnswered, Respondent  # noqa: E402
from filling import filled  # noqa: E402
from served import free_port, wait_for  # noqa: E402
from territoria_web.site.serving import COMPUTING  # noqa: E402

SET_UP = f"""
import json, sys
sys.path.insert(0, {str(TESTS)!r})
import django; django.setup()
from datetime import timedelta
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from desk_team import a_team
from territoria_web.listen.queries.people_lists import Person
from territoria_web.listen.rules import token_of
from territoria_web.listen.services.invitations import invite_people
from territoria_web.listen.services.surveys import draft_survey, open_survey
team = a_team()
survey = draft_survey(by=team.lead, cycle=team.cycle, framework="blueprint", languages=["en"])
open_survey(by=team.lead, survey=survey, closes=timezone.now() + timedelta(days=1), seen=0)
roles = ["MAY", "OFF", "DEV", "SME", "COR", "UNI", "SOC", "CIT"]
people = [
    Person(f"P{{n}}", "", f"p{{n}}@example.org", roles[n % len(roles)], "en")
    for n in range({PEOPLE})
]
made = invite_people(by=team.lead, survey=survey, people=people)
session = SessionStore()
session[SESSION_KEY] = str(team.lead.pk)
session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
session[HASH_SESSION_KEY] = team.lead.get_session_auth_hash()
session.create()
print(json.dumps({{
    "links": [f"/en/survey/{{token_of(one)}}/" for one in made],
    "results": team.at(f"listen/{{survey.public_id}}/results/"),
    "session": session.session_key,
}}))
"""
LOOK_UP = """
import json
import django; django.setup()
from territoria_web.listen.models import Invitation, Response
from territoria_web.listen.queries.forms import form_of
from territoria_web.listen.queries.given import given_back, kept_answers
from territoria_web.listen.rules import response_key, token_of
held = {}
for one in Invitation.objects.select_related("survey__frozen"):
    response = Response.objects.filter(key=response_key(one)).first()
    kept = kept_answers(response.pk) if response else {}
    items = {item.id: item for item in form_of(one.survey).items}
    said = {}
    for name, answer in kept.items():
        value = given_back(items[name], answer)
        if isinstance(value, dict):
            said |= {f"q-{name}--{option}": weight for option, weight in value.items()}
        else:
            said[f"q-{name}"] = value
    done = bool(response and response.confirmed)
    held[f"/en/survey/{token_of(one)}/"] = [said, done]
print(json.dumps(held))
"""


def run(code: str, environment: dict[str, str]) -> Any:
    """What some Python prints that works on the server's database."""
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout.strip().splitlines()[-1])


@dataclass
class Desk(Respondent):
    """Somebody of the team who reads the results again and again."""

    wrong: list[str] = field(default_factory=list)

    def look(self, until: threading.Event) -> None:
        """Until told to stop."""
        while not until.wait(LOOK_EVERY):
            try:
                self._get(self.path)
            except NotAnswered as why:
                self.wrong.append(str(why))


def answer_all(people: list[Respondent]) -> list[str]:
    """Everybody answers, spread over the time; what went wrong."""
    wrong: list[str] = []

    def one(person: Respondent, begins: float) -> None:
        time.sleep(begins)
        try:
            person.answer()
        except NotAnswered as why:
            wrong.append(str(why))

    draw = random.Random(7)
    threads = []
    visit = LONGEST_VISIT * SECONDS
    for person in people:
        person.pause = lambda: time.sleep(visit / 10 * draw.uniform(0.5, 1.0))
        begins = draw.uniform(0, SECONDS - visit)
        threads.append(threading.Thread(target=one, args=(person, begins)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def share(values: list[float], part: float) -> float:
    """A percentile in milliseconds."""
    ordered = sorted(values) or [float("nan")]
    return 1000 * ordered[min(int(len(ordered) * part), len(ordered) - 1)]


def report(people: list[Respondent], desk: Desk, wrong: list[str], lost: int, took: float) -> bool:
    """What was measured beside the goals; whether they are held."""
    rows = {
        "a page is saved": [t for one in people for t in one.sent],
        "a page is read": [t for one in people for t in one.read],
        "results at the desk": desk.read,
    }
    print(f"{'':22} {'asked':>6} {'p50 ms':>7} {'p95 ms':>7} {'max ms':>7}")
    for name, seconds in rows.items():
        cells = [share(seconds, part) for part in (0.5, 0.95, 1.0)]
        print(f"{name:22} {len(seconds):6}" + "".join(f" {cell:7.1f}" for cell in cells))
    sent = sum(one.confirmed for one in people)
    answers = sum(len(one.kept) for one in people)
    print(f"{sent} of {len(people)} people answered in {took:.0f} s; {answers} answers confirmed")
    print(f"errors: {len(wrong)}; confirmed answers that are lost: {lost}")
    for why in sorted(set(wrong))[:5]:
        print("  ", why)
    late = share([*rows["a page is saved"], *rows["a page is read"]], 0.95)
    held = late <= 1000 * GOAL_P95 and not wrong and not lost
    print(f"p95 {late:.1f} ms; goal {1000 * GOAL_P95:.0f} ms {'held' if held else 'missed'}")
    return held


def main() -> None:
    """Set up, answer, look up, report, stop."""
    import shutil

    with tempfile.TemporaryDirectory(prefix="territoria-survey-") as folder:
        home = Path(folder)
        shutil.copy(filled(), home / "territoria.sqlite3")
        environment = {
            **os.environ,
            **COMPUTING,
            "TERRITORIA_HOME": folder,
            "DATABASE_URL": f"sqlite:///{home / 'territoria.sqlite3'}",
            "DJANGO_SETTINGS_MODULE": "territoria_web.site.settings",
        }
        quiet = [sys.executable, "-m", "django", "collectstatic", "--noinput", "--verbosity", "0"]
        subprocess.run(quiet, env=environment, check=True)
        there = run(SET_UP, environment)
        port = free_port()
        command = [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)),
            *("--workers", "2", "--blocking-threads", "2", "--log-level", "error"),
            "territoria_web.site.wsgi:application",
        ]
        server = subprocess.Popen(command, env=environment)
        try:
            wait_for(f"http://127.0.0.1:{port}")
            held = measure(there, f"127.0.0.1:{port}", environment)
        finally:
            server.terminate()
            server.wait(timeout=60)
    raise SystemExit(0 if held else 1)


def measure(there: dict[str, Any], host: str, environment: dict[str, str]) -> bool:
    """Answer, look up, report."""
    people = [Respondent(host, link, random.Random(n)) for n, link in enumerate(there["links"])]
    session = f"sessionid={there['session']}"
    desk = Desk(host, there["results"], random.Random(0), cookie=session)
    desk._get(desk.path)  # the first page opens all that pages stand on
    desk.read.clear()
    over = threading.Event()
    reader = threading.Thread(target=desk.look, args=(over,))
    reader.start()
    began = time.perf_counter()
    wrong = answer_all(people)
    took = time.perf_counter() - began
    over.set()
    reader.join()
    kept = run(LOOK_UP, environment)
    lost = sum(
        kept[one.path][0].get(name) != value for one in people for name, value in one.kept.items()
    ) + sum(one.confirmed and not kept[one.path][1] for one in people)
    return report(people, desk, [*wrong, *desk.wrong], lost, took)


if __name__ == "__main__":
    main()
