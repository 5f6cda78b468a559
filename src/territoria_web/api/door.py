"""The API as one thing: all endpoints, the one shape of errors."""

from __future__ import annotations

from ninja import NinjaAPI

from territoria_web.api.endpoints import (
    catalogue,
    frameworks,
    numbers,
    readings,
    releases,
    standing,
    teams,
    territories,
    texts,
)
from territoria_web.api.problems import say_problems

DESCRIPTION = """\
Everything that the pages of Territoria show, as data. No key is needed to read.

Numbers come with their range (5 to 95 %), their year and the address that explains them; what is
not known is null, never 0. `lang` chooses the language of names and sentences. Lists are paged (`limit`, `offset`, `next`).
The same address with `.csv` behind it (or `?format=csv`) is a table; observations, figures and
scores are also there as JSON-stat 2.0 and SDMX-CSV, territories as GeoJSON. Answers carry an ETag.
Every error has the same shape: problems, each with where, what and mend.
"""

api = NinjaAPI(
    title="Territoria",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    openapi_url=None,
    urls_namespace="territoria-v1",
)
say_problems(api)
for thing in (
    territories, standing, numbers, readings, frameworks, texts, releases, catalogue, teams
):  # fmt: skip
    api.add_router("", thing.router)
