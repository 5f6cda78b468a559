"""Releases as they are handed out: what each holds, its files with digests, its Data Package."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl
from django.conf import settings
from django.db.models import Count, Max, Min
from django.utils.translation import gettext as _

from territoria import observations as engine
from territoria.errors import AddressError, Problem, did_you_mean
from territoria_web.measure.models import Release
from territoria_web.measure.queries.assessments import NothingOpened
from territoria_web.measure.queries.universes import data_of

MEDIA = {
    "csv.gz": "application/gzip",
    "csv": "text/csv",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "zip": "application/zip",
}
EPOCH = (1980, 1, 1, 0, 0, 0)  # the same bytes every time
FIELDS: Mapping[str, tuple[str, str]] = {
    "territory": ("string", "code of the territory, in the version of the release"),
    "indicator": ("string", "id of the indicator"),
    "period": ("year", "year"),
    "value": ("number", "figure as printed; empty where suppressed"),
    "status": (
        "string",
        "observed, inherited, estimated or suppressed; a missing figure has no line",
    ),
    "flag": ("string", "letters, explained in flags"),
    "source": ("string", "see sources.csv"),
    "inherited_from": ("string", "larger territory that the figure was taken over from"),
}


@dataclass(frozen=True)
class ReleaseFile:
    """One file that can be taken away."""

    name: str
    media_type: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class ReleaseSummary:
    """What a public release holds."""

    release: Release
    observations: int
    territories: int
    indicators: int
    first: int | None
    last: int | None
    inherited: int
    flagged: int
    files: tuple[ReleaseFile, ...]
    sources: tuple[Mapping[str, str], ...]

    @property
    def licences(self) -> list[str]:
        """The licences of its sources."""
        return [str(held["title"]) for held in self.release.descriptor.get("licenses", [])]

    @property
    def flags(self) -> Mapping[str, str]:
        """Flag → meaning."""
        return dict(self.release.descriptor.get("flags", {}))


def public_releases() -> Sequence[Release]:
    """The releases that everyone may see; a team's own figures are not among them."""
    return list(Release.objects.filter(cycle=None, withdrawn=None).order_by("made"))


def release_at(name: str) -> Release:
    """The public release of that name; AddressError where there is none."""
    held = {release.name: release for release in public_releases()}
    if name not in held:
        what = _("there is no public release of this name.")
        raise AddressError(Problem(name, what, did_you_mean(name, held)))
    return held[name]


def reference_in_use() -> Release:
    """The reference release; NothingOpened where it is not loaded yet, or withdrawn."""
    held = {release.name: release for release in public_releases()}
    if settings.RELEASE not in held:
        raise NothingOpened
    return held[settings.RELEASE]


def summary_of(release: Release) -> ReleaseSummary:
    """What a release holds; counted once for a digest."""
    counted = _counted(release.pk, release.digest)
    return ReleaseSummary(
        release, *counted, files=files_of(release.name, release.digest), sources=_sources(release)
    )


@lru_cache(maxsize=16)
def _counted(pk: int, digest: str) -> tuple[int, int, int, int | None, int | None, int, int]:
    rows = Release.objects.get(pk=pk).observations
    found = rows.aggregate(
        count=Count("pk"),
        territories=Count("territory", distinct=True),
        indicators=Count("indicator", distinct=True),
        first=Min("period"),
        last=Max("period"),
    )
    inherited = rows.filter(status="inherited").count()
    flagged = rows.exclude(flag="").count()
    return (*found.values(), inherited, flagged)


def _sources(release: Release) -> tuple[Mapping[str, str], ...]:
    held = data_of(release.name).sources
    return tuple({"id": i, "publisher": s.publisher, "licence": s.licence} for i, s in held.items())


# ── files ─────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=8)
def files_of(name: str, digest: str) -> tuple[ReleaseFile, ...]:
    """The files of a release, the frozen ones first."""
    return tuple(
        ReleaseFile(file, MEDIA[kind], len(held), hashlib.sha256(held).hexdigest())
        for file, kind, held in (
            (file, file.partition(".")[2], content_of(name, digest, file)) for file in _names(name)
        )
    )


def _names(name: str) -> list[str]:
    frozen = [r["path"].rpartition("/")[2] for r in _descriptor(name)["resources"]]
    return [*frozen, "observations.parquet", "release.zip"]


@lru_cache(maxsize=32)
def content_of(name: str, digest: str, file: str) -> bytes:
    """The bytes of a file of a release; AddressError where it has no such file."""
    if file == "observations.parquet":
        return _parquet(name)
    if file == "release.zip":
        return _zip(name)
    for resource in _descriptor(name)["resources"]:
        if resource["path"].rpartition("/")[2] == file:
            path: Path = engine.release_folder(name) / resource["path"]
            return path.read_bytes()
    what = _("the release %(release)s has no file of this name.") % {"release": name}
    raise AddressError(Problem(file, what, did_you_mean(file, _names(name))))


def _descriptor(name: str) -> dict[str, Any]:
    return engine.read_descriptor(engine.release_folder(name))


def _parquet(name: str) -> bytes:
    """The observations with figures as numbers."""
    table = data_of(name).table.with_columns(pl.col("value").cast(pl.Float64, strict=False))
    file = io.BytesIO()
    table.write_parquet(file)
    return file.getvalue()


def _zip(name: str) -> bytes:
    """The folder of the release with its code list, as ``territoria release verify`` wants it."""
    folder = engine.release_folder(name)
    root = folder.parent.parent
    paths = [folder / engine.DESCRIPTOR]
    paths += [(folder / r["path"]).resolve() for r in _descriptor(name)["resources"]]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in paths:
            entry = zipfile.ZipInfo(str(path.relative_to(root)), EPOCH)
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return file.getvalue()


# ── Data Package ──────────────────────────────────────────────────────────────────────────────


def data_package(release: Release, address_of: Mapping[str, str]) -> dict[str, Any]:
    """The Data Package of a release with table schemas; ``address_of`` its files by name."""
    held = dict(release.descriptor)
    resources = [
        _resource(r, address_of[r["path"].rpartition("/")[2]]) for r in held.get("resources", [])
    ]
    kept = ("$schema", "name", "title", "licenses", "sources", "statuses", "flags")
    described = {key: held[key] for key in kept if key in held}
    described["sources"] = [{"title": s["title"]} for s in held.get("sources", [])]
    described["licenses"] = [_licence(s["title"]) for s in held.get("licenses", [])]
    return {**described, "version": release.digest[:12], "digest": held.get("digest", release.digest),
            "resources": resources}  # fmt: skip


def _licence(title: str) -> dict[str, str]:
    """A licence needs a name or a path; of CC BY 4.0 we know both."""
    if "CC BY 4.0" in title:
        return {
            "name": "CC-BY-4.0",
            "path": "https://creativecommons.org/licenses/by/4.0/",
            "title": title,
        }
    return {"name": "other-at", "title": title}


def _resource(resource: Mapping[str, Any], address: str) -> dict[str, Any]:
    made = {**resource, "path": address, "type": "table", "mediatype": "text/csv"}
    if resource["name"] == "observations":
        made["schema"] = {
            "fields": [
                {"name": name, "type": kind, "description": said}
                for name, (kind, said) in FIELDS.items()
            ],
            "missingValues": [""],
            "primaryKey": ["territory", "indicator", "period"],
        }
    return made
