"""Releases: what they hold, how to take, cite and verify them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import condition, require_safe

from territoria_web.library.queries import library
from territoria_web.library.saying import numeral_of
from territoria_web.measure.queries.indicator_texts import coverage_of_all
from territoria_web.measure.queries.release_pages import (
    ReleaseSummary,
    content_of,
    data_package,
    public_releases,
    release_at,
    summary_of,
)
from territoria_web.people.links import absolute, origin_of
from territoria_web.public.page import Crumb, Page, Table

DAY = 86400
HEAD = ("release", "file", "media_type", "bytes", "sha256", "address")


def listing(request: HttpRequest) -> Page:
    """All public releases. A team's own figures are not among them."""
    held = [summary_of(release) for release in public_releases()]
    finding = ngettext(
        "One frozen release holds all figures of this site; take it away whole.",
        "%(count)d frozen releases hold all figures of this site; take them away whole.",
        len(held),
    ) % {"count": len(held)}
    return Page(
        template="public/data/list.html",
        title=_("Data"),
        finding=finding,
        facts={"releases": [_shown(request, s) for s in held]},
        table=Table("files", HEAD, [row for s in held for row in _files(request, s)]),
        data={"releases": [{"name": s.release.name, "digest": s.release.digest} for s in held]},
    )


def one(request: HttpRequest, release: str) -> Page:
    """``data/<release>/``: files, sources, statuses, what is missing, how to cite and verify."""
    held = summary_of(release_at(release))
    return Page(
        template="public/data/one.html",
        title=held.release.title,
        finding=ngettext(
            "%(said)s observation of %(territories)d territories, frozen under a digest.",
            "%(said)s observations of %(territories)d territories, frozen under a digest.",
            held.observations,
        )
        % {"said": numeral_of(held.observations), "territories": held.territories},
        facts={**_shown(request, held), "missing": _missing(held)},
        table=Table(f"files-{held.release.name}", HEAD, list(_files(request, held))),
        data={"release": held.release.name, "digest": held.release.digest},
        crumbs=(Crumb(_("Data"), reverse("public:data")),),
    )


def _shown(request: HttpRequest, s: ReleaseSummary) -> dict[str, Any]:
    page = reverse("public:data-release", args=[s.release.name])
    return {
        "s": s,
        "page_url": page,
        "address": absolute(request, page),
        "files": [
            (f, reverse("public:data-file", args=[s.release.name, f.name]), _size(f.bytes))
            for f in s.files
        ],
        "package": reverse("public:data-package", args=[s.release.name]),
    }


def _size(count: int) -> str:
    return _("%(size)d kB") % {"size": max(1, round(count / 1000))}


def _missing(s: ReleaseSummary) -> list[tuple[Any, str, int]]:
    """Scored indicators that a framework asks for and the release lacks, or lacks for many."""
    coverage = coverage_of_all(s.release)
    bound = {b.indicator for f in library().frameworks.values() for b in f.bindings()}
    most = max((c.territories for c in coverage.values()), default=0)
    rows = []
    for indicator in sorted(bound):
        text = library().indicators.get(indicator)
        count = coverage[indicator].territories if indicator in coverage else 0
        if text and text.level != "country" and count < most:
            rows.append((text.name, reverse("public:indicator", args=[indicator]), count))
    return sorted(rows, key=lambda row: row[2])


def _files(request: HttpRequest, s: ReleaseSummary) -> Any:
    for f, url, _size_of in _shown(request, s)["files"]:
        yield (
            s.release.name, f.name, f.media_type, f.bytes, f.sha256,
            absolute(request, url),
        )  # fmt: skip


@require_safe
def file(request: HttpRequest, release: str, name: str) -> HttpResponseBase:
    """``data/<release>/<name>``: the bytes, with their digest as ETag."""
    held = release_at(release)
    content = content_of(held.name, held.digest, name)
    found = next(f for f in summary_of(held).files if f.name == name)
    answer = HttpResponse(content, content_type=found.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{held.name}-{name}"'
    return _kept(request, answer, found.sha256)


@require_safe
def package(request: HttpRequest, release: str) -> HttpResponseBase:
    """``data/<release>/datapackage.json``: the Data Package descriptor."""
    held = release_at(release)
    files = {
        f.name: absolute(request, reverse("public:data-file", args=[held.name, f.name]))
        for f in summary_of(held).files
    }
    answer = JsonResponse(
        data_package(held, files), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    return _kept(request, answer, held.digest + origin_of(request))


def _kept(request: HttpRequest, answer: HttpResponse, digest: str) -> HttpResponseBase:
    answer["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(answer, public=True, max_age=DAY)
    kept: HttpResponseBase = condition(etag_func=lambda *_: f'"{digest[:40]}"')(lambda *_: answer)(
        request
    )
    return kept
