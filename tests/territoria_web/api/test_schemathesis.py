"""Requests drawn from the API's own description: it keeps what it says, and never breaks."""

from __future__ import annotations

import json

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from territoria_web.api.documenting import openapi
from territoria_web.site.wsgi import application

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]

description = json.loads(json.dumps({**openapi(), "servers": [{"url": "/"}]}))
schema = schemathesis.openapi.from_dict(description)
schema.app = application
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)


@pytest.fixture(autouse=True)
def _one_connection():
    """A server closes its connection after a request; the test's transaction lives on it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_it_keeps_what_it_says(case):
    cache.clear()
    case.call_and_validate(checks=CHECKS, headers={"Host": "localhost"})
