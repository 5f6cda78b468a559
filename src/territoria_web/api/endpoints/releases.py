"""Releases: what each holds, and its files with digests."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_noop
from ninja import Query, Router

from territoria_web.api.answers import Listed, Paging, Shape, listed
from territoria_web.api.schemas.texts import ReleaseOut
from territoria_web.measure.models import Release
from territoria_web.measure.queries.release_pages import (
    data_package,
    public_releases,
    release_at,
    summary_of,
)
from territoria_web.people.links import absolute

router = Router(tags=["releases"])


@router.get("/releases", response=Listed[ReleaseOut], summary=gettext_noop("All releases"))
def releases(request: HttpRequest, page: Query[Paging]) -> Any:
    """The public releases; a team's own figures are not among them."""
    shape = Shape("releases", ReleaseOut, lambda r: _release(request, r))
    return listed(request, public_releases(), page, "json", shape)


@router.get("/releases/{release}", response=ReleaseOut, summary=gettext_noop("One release"))
def release(request: HttpRequest, release: str) -> Any:
    """Digest, size, licences, sources, and files to take away."""
    return _release(request, release_at(release))


@router.get(
    "/releases/{release}/datapackage.json",
    response=dict[str, Any],
    summary=gettext_noop("A release as a Data Package"),
)
def datapackage(request: HttpRequest, release: str) -> Any:
    """The descriptor of the release, with table schemas and the addresses of its files."""
    held = release_at(release)
    names = [f.name for f in summary_of(held).files]
    return data_package(held, {name: file_address(request, held, name) for name in names})


def file_address(request: HttpRequest, release: Release, name: str) -> str:
    """Where a file of a release lies."""
    return absolute(request, reverse("public:data-file", args=[release.name, name]))


def _release(request: HttpRequest, release: Release) -> dict[str, Any]:
    held = summary_of(release)
    return {
        "name": release.name,
        "title": release.title,
        "digest": release.digest,
        "made": release.made.isoformat(),
        "observations": held.observations,
        "territories": held.territories,
        "indicators": held.indicators,
        "first": held.first,
        "last": held.last,
        "licences": held.licences,
        "sources": [s["publisher"] for s in held.sources],
        "files": [
            {
                "name": f.name,
                "address": file_address(request, release, f.name),
                "media_type": f.media_type,
                "bytes": f.bytes,
                "sha256": f.sha256,
            }
            for f in held.files
        ],
        "page": absolute(request, reverse("public:data-release", args=[release.name])),
    }
