"""Choosing, making, and downloading a briefing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from territoria_web.jobs.models import Job
from territoria_web.jobs.services import enqueue
from territoria_web.jobs.worker import run_job, work_once
from territoria_web.public import briefing

pytestmark = pytest.mark.usefixtures("site_data")
MAKE = "/en/territories/FRE1/briefing/make/?framework=blueprint&language=fr"


@pytest.fixture(autouse=True)
def empty_shelf(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    return tmp_path


def test_language_and_framework_can_be_chosen(client: Client):
    said = client.get("/en/territories/FRE1/briefing/").content.decode()
    assert re.findall(r'name="language" value="(..)"', said) == ["en", "fr", "de"]
    assert re.findall(r'name="framework" value="([a-z-]+)"', said) == [
        "blueprint", "small-cities", "smart-city", "sme-go-digital",
    ]  # fmt: skip
    assert "csrf" not in said


def test_a_briefing_is_asked_for_once_while_it_is_made(client: Client):
    first, second = client.get(MAKE), client.get(MAKE)
    assert (first.status_code, first["Location"]) == (302, second["Location"])
    assert Job.objects.filter(kind="briefing").count() == 1


def test_a_briefing_is_made_kept_and_handed_out(client: Client, empty_shelf: Path):
    waiting = client.get(MAKE)["Location"]
    assert 'data-progress="' in client.get(waiting).content.decode()
    assert work_once("here")
    done = client.get(waiting)
    assert "The briefing is ready." in done.content.decode()
    assert "no-store" in done["Cache-Control"]
    files = re.findall(
        r'href="(/en/territories/FRE1/briefing/blueprint/fr/[^"]+)"', done.content.decode()
    )
    assert [f.rsplit("/", 1)[1] for f in files] == [
        "briefing.html",
        "briefing.pdf",
        "briefing.docx",
    ]
    html, pdf, docx = (client.get(f) for f in files)
    assert html["Content-Type"] == "text/html; charset=utf-8"
    assert 'lang="fr"' in html.content.decode()[:200]
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert pdf["Content-Disposition"] == 'attachment; filename="briefing-FRE1-fr.pdf"'
    assert docx.content[:2] == b"PK"
    assert {f["X-Content-Type-Options"] for f in (html, pdf, docx)} == {"nosniff"}
    assert "'unsafe-inline'" not in html["Content-Security-Policy"]
    assert "style-src 'sha256-" in html["Content-Security-Policy"]
    again = client.get(MAKE)
    assert again["Location"] == "/en/territories/FRE1/briefing/?framework=blueprint&language=fr"
    assert "This briefing is ready" in client.get(again["Location"]).content.decode()
    assert len(list(empty_shelf.glob("briefings/*/*"))) == 1


def test_only_files_that_a_briefing_has_are_handed_out(client: Client):
    here = "/en/territories/FRE1/briefing/blueprint/en"
    for name in ("briefing.pdf", "secret-key", "..%2fsecret-key", "%2e%2e", ".briefing.pdf.part"):
        assert client.get(f"{here}/{name}").status_code == 404


def test_a_language_or_framework_that_is_not_there_is_not_found(client: Client):
    for query in ("language=xx", "framework=nope", "language=../../etc"):
        assert client.get(f"/en/territories/FRE1/briefing/make/?{query}").status_code == 404
    assert Job.objects.count() == 0


def test_a_country_has_no_briefing(client: Client):
    assert client.get("/en/territories/DE/briefing/").status_code == 404


def test_who_asks_for_too_many_in_a_minute_waits(client: Client, monkeypatch):
    monkeypatch.setattr(briefing, "DOCUMENTS_A_MINUTE", 2)
    answers = [client.get(MAKE).status_code for _ in range(3)]
    assert answers == [302, 302, 429]


def test_when_many_visitors_wait_another_is_asked_to_come_later(client: Client, monkeypatch):
    monkeypatch.setattr(briefing, "MOST_WAITING", 2)
    others = [MAKE.replace("=fr", f"={language}") for language in ("de", "en")]
    assert [client.get(u).status_code for u in (MAKE, *others)] == [302, 302, 429]
    assert client.get(MAKE).status_code == 302  # it waits already
    assert Job.objects.count() == 2


def test_a_job_that_failed_says_so_and_may_be_tried_again(client: Client):
    waiting = client.get(MAKE)["Location"]
    Job.objects.update(state="failed", problems=[{"where": "", "what": "It broke.", "mend": ""}])
    said = client.get(waiting).content.decode()
    assert "The briefing could not be made." in said
    assert "It broke." in said
    assert "briefing/make/?framework=blueprint&amp;language=fr" in said


def test_the_progress_of_other_work_is_not_shown_here(client: Client):
    other = enqueue(kind="diagnose", arguments={})
    found = client.get(f"/en/territories/FRE1/briefing/progress/{other.public_id}/")
    assert found.status_code == 404


def test_progress_belongs_to_its_territory(client: Client):
    waiting = client.get(MAKE)["Location"]
    assert client.get(waiting.replace("FRE1", "DED5")).status_code == 404


def test_a_briefing_made_in_the_meantime_is_not_made_again(client: Client, monkeypatch):
    client.get(MAKE)
    job = Job.objects.get(kind="briefing")
    monkeypatch.setattr("territoria_web.reports.briefing.editions.Edition.made", True)
    Job.objects.filter(pk=job.pk).update(state="running", worker="here", attempt=1)
    job.refresh_from_db()
    run_job(job)
    job.refresh_from_db()
    assert (job.state, job.result["language"]) == ("done", "fr")
