"""Pages are written down for a known state of what they show, and never shown for another."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from a_forum import a_forum
from planned import a_plan
from territoria_web.jobs.worker import work_once
from territoria_web.measure.models import Assessment
from territoria_web.public import ahead, tasks, written
from territoria_web.public.tasks import write_ahead
from territoria_web.recommend.models import Advised

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture(autouse=True)
def pages(settings: Settings, tmp_path: Path) -> Path:
    settings.WRITTEN_PAGES = tmp_path / "pages"
    return tmp_path / "pages"


def files(pages: Path) -> list[Path]:
    return sorted(pages.rglob("*.gz"))


def marked(pages: Path, mark: str = "<!-- from the file -->") -> str:
    """Every written page says that it was read, not made."""
    for path in files(pages):
        text = gzip.decompress(path.read_bytes()).decode()
        path.write_bytes(gzip.compress(text.replace("</html>", f"{mark}</html>").encode()))
    return mark


def shown(client: Client, address: str, **headers: str) -> str:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/en/",
        "/fr/map/?show=blueprint:A2",
        "/de/territories/FRE1/",
        "/en/indicators/gerd/",
        "/fr/frameworks/blueprint/A2/",
        "/en/practices/?role=MAY",
        "/de/advice/",
        "/en/methods/",
    ],
)
def test_the_second_reader_gets_the_same_page_from_the_file(
    client: Client, pages: Path, address: str
):
    made = shown(client, address)
    assert len(files(pages)) == 1
    assert shown(client, address) == made
    mark = marked(pages)
    assert shown(client, address) == made.replace("</html>", f"{mark}</html>")


def test_a_written_page_asks_the_state_only(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
):
    shown(client, "/en/territories/FRE1/")
    with django_assert_max_num_queries(6):
        shown(client, "/en/territories/FRE1/")


@pytest.mark.parametrize(
    "address",
    [
        "/en/territories/FRE1/?n=1",
        "/en/territories/FRE1/?role=MAY",
        "/en/map/?show=blueprint:A2&show=blueprint:A1",
        "/en/map/?show=blueprint:A2%20",
        "/en/map/?show=blueprint:A2&embed=1",
        "/en/practices/?q=broadband",
        "/en/compare/?t=FRE1&t=DED5",
        "/en/explore/?view=ranking&i=gerd",
        "/en/territories/FRE1.json",
    ],
)
def test_what_has_no_end_of_addresses_is_not_written(client: Client, pages: Path, address: str):
    shown(client, address)
    assert files(pages) == []


@pytest.mark.parametrize(
    "address", ["/en/territories/XX99/", "/en/map/?show=nothing", "/en/practices/?role=KING"]
)
def test_an_error_is_not_written(client: Client, pages: Path, address: str):
    assert client.get(address).status_code >= 400
    assert files(pages) == []


def test_a_page_that_waits_for_its_diagnosis_is_not_written(client: Client, pages: Path):
    shown(client, "/en/territories/ITC4/")
    assert files(pages) == []


def test_a_framework_that_is_not_diagnosed_is_not_taken_for_the_main_one(
    client: Client, pages: Path
):
    shown(client, "/en/territories/FRE1/?framework=small-cities")
    assert files(pages) == []
    shown(client, "/en/territories/FRE1/?framework=blueprint")
    assert len(files(pages)) == 1


def test_languages_do_not_mix(client: Client, pages: Path):
    english, french = (shown(client, f"/{lang}/methods/") for lang in ("en", "fr"))
    assert english != french
    assert len(files(pages)) == 2


def test_another_diagnosis_is_another_page(client: Client, pages: Path):
    shown(client, "/en/territories/FRE1/")
    mark = marked(pages)
    Advised.objects.filter(territory__code="FRE1").delete()
    assert mark not in shown(client, "/en/territories/FRE1/")


def test_another_assessment_is_another_folder_and_the_former_is_thrown_away_by_the_next_start(
    client: Client, pages: Path
):
    shown(client, "/en/methods/")
    mark = marked(pages)
    former = {path.name for path in pages.iterdir()}
    Assessment.objects.filter(framework="smart-city").update(current=False)
    assert mark not in shown(client, "/en/methods/")
    both = {path.name for path in pages.iterdir()}
    assert len(both) == 2  # another process may serve the former one yet
    write_ahead()
    assert {path.name for path in pages.iterdir()} == both - former


def test_other_code_is_another_page(client: Client, pages: Path, monkeypatch: pytest.MonkeyPatch):
    shown(client, "/en/methods/")
    mark = marked(pages)
    monkeypatch.setattr(written, "code_state", lambda: "tomorrow's")
    assert mark not in shown(client, "/en/methods/")


def test_boundaries_that_are_installed_are_another_page(
    client: Client, pages: Path, monkeypatch: pytest.MonkeyPatch
):
    shown(client, "/en/map/")
    mark = marked(pages)
    monkeypatch.setattr(written, "installed_boundaries", lambda: (("2021.json", 7),))
    assert mark not in shown(client, "/en/map/")


def test_what_ages_is_written_for_a_day(
    client: Client, pages: Path, monkeypatch: pytest.MonkeyPatch
):
    shown(client, "/en/practices/")
    mark = marked(pages)
    assert mark in shown(client, "/en/practices/")
    count = len(files(pages))
    later = timezone.localdate().replace(year=2031)
    monkeypatch.setattr(timezone, "localdate", lambda: later)
    assert mark not in shown(client, "/en/practices/")
    assert len(files(pages)) == count  # yesterday's is written over


def test_the_page_is_written_without_the_name_it_was_asked_under(
    client: Client, pages: Path, settings: Settings
):
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    shown(client, "/en/territories/FRE1/", host="one.example")
    marked(pages)
    text = shown(client, "/en/territories/FRE1/", host="two.example")
    assert '<link rel="canonical" href="http://two.example/en/territories/FRE1/">' in text
    assert "one.example" not in text
    assert written.ORIGIN not in text


def test_a_file_that_cannot_be_read_is_made_anew(client: Client, pages: Path):
    made = shown(client, "/en/methods/")
    for broken in (b"", b"no gzip", gzip.compress(b"x" * 999)[:-9], b"\x1f\x8b\x08" + b"?" * 99):
        files(pages)[0].write_bytes(broken)
        assert shown(client, "/en/methods/") == made
        assert gzip.decompress(files(pages)[0].read_bytes())


def test_a_full_disk_costs_nobody_a_page(
    client: Client, pages: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(path: Path, body: bytes) -> None:
        path.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert "<h1>" in shown(client, "/en/methods/")
    assert [path for path in pages.rglob("*") if path.is_file()] == []


def test_every_page_ahead_has_one_address_that_is_written(pages: Path):
    found = ahead.addresses()
    assert len(found) == len(set(found)) > 400
    kinds: dict[str, str] = {}
    for address in found:
        kinds.setdefault(address.split("/")[2] + ("?" if "?" in address else ""), address)
    for address in kinds.values():
        ahead.write_page(address, "en")
    assert len(files(pages)) == len(kinds)


def test_the_worker_writes_what_readers_ask_for(
    client: Client, pages: Path, monkeypatch: pytest.MonkeyPatch
):
    def few() -> Iterator[str]:
        yield from (a for a in ahead._addresses() if "/territories/FRE1/" in a or a[3:] == "/map/")

    monkeypatch.setattr(tasks, "addresses", lambda: list(few()))
    job = write_ahead()
    assert job is not None
    assert write_ahead() == job  # one at a time
    assert work_once("tests")
    assert write_ahead() is None  # all is there
    job.refresh_from_db()
    assert (job.state, job.result) == ("done", {"pages": 6, "left_out": 0})
    times = {path: path.stat().st_mtime_ns for path in files(pages)}
    assert len(times) == 6
    mark = marked(pages)
    assert mark in shown(client, "/de/territories/FRE1/")
    assert mark in shown(client, "/fr/map/")


def test_a_page_that_cannot_be_made_does_not_stop_the_others(
    pages: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    there = ["/en/territories/XX99/", "/en/methods/"]
    monkeypatch.setattr(tasks, "addresses", lambda: there)
    monkeypatch.setattr(tasks, "language_codes", lambda: ("en",))
    job = write_ahead()
    assert job is not None
    assert work_once("tests")
    job.refresh_from_db()
    assert (job.state, job.result) == ("done", {"pages": 1, "left_out": 1})
    assert "/en/territories/XX99/" in caplog.text


def test_what_changes_while_pages_are_written_is_not_called_complete(
    pages: Path, monkeypatch: pytest.MonkeyPatch
):
    def there() -> list[str]:
        Assessment.objects.filter(framework="smart-city").update(current=False)
        return ["/en/methods/"]

    monkeypatch.setattr(tasks, "addresses", there)
    monkeypatch.setattr(tasks, "language_codes", lambda: ("en",))
    assert write_ahead()
    assert work_once("tests")
    assert list(pages.rglob("complete")) == []
    assert write_ahead()


def test_what_is_written_is_not_written_again(pages: Path):
    ahead.write_page("/en/methods/", "en")
    (path,) = files(pages)
    os.utime(path, ns=(1, 1))
    ahead.write_page("/en/methods/", "en")
    assert path.stat().st_mtime_ns == 1


def test_with_one_name_behind_a_proxy_the_worker_needs_no_host(settings: Settings, pages: Path):
    settings.ORIGIN, settings.ALLOWED_HOSTS = "https://territoria.example.org", [".example.org"]
    ahead.write_page("/en/methods/", "en")
    assert b"territoria.example.org" not in gzip.decompress(files(pages)[0].read_bytes())


def test_a_place_names_its_file_by_all_that_it_hangs_on(rf: RequestFactory, pages: Path):
    hangs = written.Hangs(reads=("show",))

    def name(address: str) -> str:
        request: WSGIRequest = rf.get(address)
        place = hangs.place(request, {})
        assert place is not None
        return place.name

    assert len({name("/a/"), name("/b/"), name("/a/?show=1"), name("/a/?show=2")}) == 4


def test_a_territory_is_written_anew_once_a_forum_opens(client: Client, pages: Path):
    shown(client, "/en/territories/FRE1/")
    mark = marked(pages)
    assert mark in shown(client, "/en/territories/FRE1/")
    p = a_plan("FRE1")
    a_forum(p.cycle, p.lead)
    assert mark not in shown(client, "/en/territories/FRE1/")
