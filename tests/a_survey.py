"""A small survey for tests: few questions, every kind, two roles of two groups and one of a third."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.test import Client
from django.utils import timezone

from territoria.model.surveys import SurveyForm
from territoria_web.library.models import FrozenText
from territoria_web.library.queries import digest_of
from territoria_web.listen.models import Answer, Invitation, Response, Survey
from territoria_web.listen.rules import key_of
from territoria_web.territories.models import Cycle, Territory

LEVELS = [{"id": f"L{n}", "text": {"en": f"level {n}"}} for n in range(5)]
SCALE = [{"id": str(n), "text": {"en": f"weight {n}"}} for n in range(5)]
HERE = {"en": "A question", "fr": "Une question"}


def _item(name: str, kind: str, section: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "kind": kind, "section": section, "text": HERE, **more}


BODY: dict[str, Any] = {
    "id": "trial",
    "version": "1",
    "title": {"en": "A trial", "fr": "Un essai"},
    "languages": ["en", "fr"],
    "default_language": "en",
    "roles": [
        {"id": "MAY", "text": {"en": "Mayors"}, "group": "authority"},
        {"id": "SME", "text": {"en": "Firms"}, "group": "business"},
        {"id": "UNI", "text": {"en": "Universities"}, "group": "knowledge"},
    ],
    "sections": [
        {"id": "first", "title": {"en": "First theme"}},
        {"id": "second", "title": {"en": "Second theme"}},
    ],
    "items": [
        _item(
            *("strategy", "levels", "first"),
            options=LEVELS,
            dont_know=True,
            not_applicable=True,
            question="digital_strategy_shared",
            nodes=["A1.1"],
        ),
        _item("only_mayors", "levels", "first", options=LEVELS, roles=["MAY"]),
        _item("net", "levels", "second", options=LEVELS, dont_know=True),
        _item(
            *("blocks", "severity", "second"),
            options=[{"id": "cost", "text": HERE}, {"id": "skills", "text": HERE}],
            scale=SCALE,
        ),
        _item(
            *("age", "one", "second"),
            options=[{"id": "young", "text": HERE}, {"id": "old", "text": HERE}],
        ),
        _item("wish", "text", "second", longest=300),
    ],
}


def a_cycle() -> Cycle:
    """A cycle of an invented place, without steps."""
    place, _made = Territory.objects.get_or_create(
        code="X1", version="2021", defaults={"name": "Lakeland", "level": 2, "country": "X"}
    )
    return Cycle.objects.create(territory=place, title="A cycle")


def a_draft(cycle: Cycle | None = None) -> Survey:
    """A survey that nobody can answer yet."""
    return Survey.objects.create(
        cycle=cycle or a_cycle(), framework="blueprint", form=BODY, languages=["en", "fr"]
    )


def an_open_survey(cycle: Cycle | None = None, **fields: Any) -> Survey:
    """A survey that is open for a week."""
    body = SurveyForm.model_validate(BODY).model_dump(mode="json")
    frozen, _made = FrozenText.objects.get_or_create(
        kind="surveys", text_id="trial", digest=digest_of(body), defaults={"body": body}
    )
    now = timezone.now()
    told = {"state": "open", "opened": now, "closes": now + timedelta(days=7), **fields}
    survey = a_draft(cycle)
    Survey.objects.filter(pk=survey.pk).update(frozen=frozen, **told)
    return Survey.objects.select_related("frozen", "cycle__territory").get(pk=survey.pk)


def asked(survey: Survey, role: str = "MAY", **fields: Any) -> Invitation:
    """Somebody who is asked by letter; with ``email=""`` by a slip of paper."""
    told = {"email": f"{uuid4().hex}@example.org", **fields}
    return Invitation.objects.create(survey=survey, role=role, **told)


def a_response(
    survey: Survey,
    role: str = "MAY",
    *,
    confirmed: bool = True,
    number: UUID | None = None,
    text: str = "",
    **levels: int,
) -> Response:
    """Answers as they stand in the database: questions with levels, and one open answer."""
    now = timezone.now()
    response = Response.objects.create(
        survey=survey,
        key=key_of("invited", number or uuid4()),
        role=role,
        confirmed=now if confirmed else None,
        consent=True,
    )
    rows = [Answer(response=response, item=i, level=n, answered=now) for i, n in levels.items()]
    if text:
        rows.append(Answer(response=response, item="wish", text=text, answered=now))
    Answer.objects.bulk_create(rows)
    return response


def heard_from(survey: Survey, roles: Mapping[str, int], **levels: int) -> list[Response]:
    """So many confirmed responses of each role, all alike."""
    return [a_response(survey, role, **levels) for role, n in roles.items() for _ in range(n)]


def begun(client: Client, token: str, **fields: str) -> str:
    """Consent given: the address of the first page."""
    data = {"agree": "on", "number": str(uuid4()), **fields}
    answer = client.post(f"/en/survey/{token}/", data)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])
