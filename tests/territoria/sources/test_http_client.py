from __future__ import annotations

import gzip
from dataclasses import replace
from hashlib import sha256

import pytest

from territoria.errors import DataError
from territoria.sources.http_client import HttpClient, Job, pause, write_whole
from web_service import AT, Reply


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def client(slept, tmp_path) -> HttpClient:
    return HttpClient(retrieved=AT, cache=tmp_path / "cache", timeout=5, sleep=slept.append)


def problem(client: HttpClient, url: str) -> str:
    with pytest.raises(DataError) as refused:
        client.get(url)
    (found,) = refused.value.problems
    return f"{found.what} {found.mend}"


def test_an_answer_has_its_digest_and_its_time(service, client):
    service.always(Reply("figures"))
    answer = client.get(f"{service.base}/data")
    assert (answer.body, answer.status, answer.retrieved) == (b"figures", 200, AT)
    assert answer.sha256 == sha256(b"figures").hexdigest()
    assert not answer.from_cache


def test_a_refusal_is_an_answer_and_is_not_kept(service, client):
    service.always(Reply("no", status=400))
    assert client.get(f"{service.base}/data").status == 400
    assert client.kept(f"{service.base}/data") is None


def test_an_answer_in_gzip_is_opened(service, client):
    service.always(Reply(gzip.compress(b"figures"), headers={"Content-Encoding": "gzip"}))
    assert client.get(f"{service.base}/data").body == b"figures"


def test_a_busy_service_is_asked_again_after_longer_and_longer_pauses(service, client, slept):
    service.in_turn(Reply(status=503), Reply(status=503), Reply("figures"))
    assert client.get(f"{service.base}/data").body == b"figures"
    assert slept == [1.0, 2.0]


@pytest.mark.parametrize(("asked", "waited"), [("7", 7.0), ("99999", 120.0), ("Monday", 1.0)])
def test_the_service_may_say_how_long_to_wait(service, client, slept, asked, waited):
    service.in_turn(Reply(status=429, headers={"Retry-After": asked}), Reply("figures"))
    client.get(f"{service.base}/data")
    assert slept == [waited]


def test_patience_ends(service, client, slept):
    service.always(Reply(status=503))
    assert client.get(f"{service.base}/data").status == 503
    assert (len(service.asked), slept) == (4, [1.0, 2.0, 4.0])


def test_a_body_that_is_cut_off_is_asked_for_again(service, client):
    service.in_turn(Reply("fig", cut=4), Reply("figures"))
    assert client.get(f"{service.base}/data").body == b"figures"


def test_a_body_that_is_always_cut_off_is_said(service, client):
    service.always(Reply("fig", cut=4))
    assert problem(client, f"{service.base}/data") == (
        "no whole answer after 4 tries: the answer was cut off. Try again later."
    )


def test_half_a_gzip_is_said(service, client):
    body = gzip.compress(b"figures" * 100)[:-12]
    service.always(Reply(body, headers={"Content-Encoding": "gzip"}))
    assert "the answer was cut off" in problem(client, f"{service.base}/data")


def test_no_network_is_said(client):
    assert client.cache is not None
    client.cache.mkdir(exist_ok=True)
    (client.cache / "other.body").write_bytes(b"figures")
    said = problem(replace(client, tries=2), "http://127.0.0.1:9/data")
    assert said.startswith("no whole answer after 2 tries: no connection (")
    assert said.endswith("what is here is not asked again.")


def test_what_is_here_is_only_spoken_of_where_something_is(client, tmp_path):
    client = replace(client, tries=1, cache=tmp_path / "empty")
    said = problem(client, "http://127.0.0.1:9/data")
    assert said.endswith("). Check the network, then run the same command.")


@pytest.mark.parametrize("cache", ["file/cache", "file"])
def test_a_cache_that_cannot_be_made_is_said(service, tmp_path, cache):
    (tmp_path / "file").write_bytes(b"")
    service.always(Reply("figures"))
    with pytest.raises(DataError) as caught:
        HttpClient(cache=tmp_path / cache).get(f"{service.base}/data")
    (said,) = caught.value.problems
    assert said.where == str(tmp_path / cache)
    assert said.what.startswith("answers cannot be kept there (")
    assert said.mend == "Choose another folder with --cache, or another --out."


def test_a_service_that_is_too_slow_is_said(service, client):
    def slowly(path, query):
        pause(0.5)
        return Reply("figures")

    service.answer = slowly
    said = problem(replace(client, timeout=0.05, tries=1), f"{service.base}/data")
    assert said.startswith("no whole answer after 1 tries: it took too long.")


def test_only_web_addresses_are_asked(client):
    assert problem(client, "file:///etc/hosts").startswith("this is no web address.")


def test_what_did_not_change_comes_from_the_cache(service, client):
    service.in_turn(
        Reply("figures", headers={"ETag": '"7"', "Last-Modified": "Mon, 01 Jan 2026"}),
        Reply(status=304),
    )
    client.get(f"{service.base}/data")
    again = replace(client, retrieved="later").get(f"{service.base}/data")
    assert (again.body, again.from_cache, again.retrieved) == (b"figures", True, AT)
    assert service.sent[1]["if-none-match"] == '"7"'
    assert service.sent[1]["if-modified-since"] == "Mon, 01 Jan 2026"


def test_what_changed_is_taken_new(service, client):
    service.in_turn(Reply("old", headers={"ETag": '"7"'}), Reply("new"))
    client.get(f"{service.base}/data")
    assert client.get(f"{service.base}/data").body == b"new"


def test_a_kept_answer_that_was_touched_does_not_count(service, client, tmp_path):
    service.always(Reply("figures"))
    client.get(f"{service.base}/data")
    (body,) = (tmp_path / "cache").glob("*.body")
    body.write_bytes(b"other")
    assert client.kept(f"{service.base}/data") is None


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"sha256": "x"}'])
def test_a_broken_note_beside_a_kept_answer_does_not_count(service, client, tmp_path, text):
    service.always(Reply("figures"))
    client.get(f"{service.base}/data")
    (note,) = (tmp_path / "cache").glob("*.json")
    note.write_text(text, encoding="utf-8")
    assert client.kept(f"{service.base}/data") is None
    assert client.get(f"{service.base}/data").body == b"figures"


def test_without_a_cache_nothing_is_kept(service):
    service.always(Reply("figures"))
    client = HttpClient()
    client.get(f"{service.base}/data")
    assert client.kept(f"{service.base}/data") is None


def test_a_job_goes_on_where_it_was_killed(service, client):
    pages = [f"{service.base}/{n}" for n in range(4)]
    service.answer = lambda path, query: Reply(path, status=503 if path == "/2" else 200)

    def killed(seconds: float) -> None:
        raise KeyboardInterrupt

    job = Job(replace(client, sleep=killed), "all")
    with pytest.raises(KeyboardInterrupt):
        _ = [job.get(page) for page in pages]
    assert service.asked == ["/0", "/1", "/2"]
    service.asked.clear()
    service.answer = lambda path, query: Reply(path)
    job = Job(replace(client, retrieved="later"), "all")
    assert [job.get(page).body for page in pages] == [b"/0", b"/1", b"/2", b"/3"]
    assert service.asked == ["/2", "/3"]
    assert [a.retrieved for a in job.answers] == [AT, AT, "later", "later"]


def test_a_finished_job_asks_anew(service, client):
    service.always(Reply("figures"))
    for _ in range(2):
        job = Job(client, "all")
        job.get(f"{service.base}/data")
        job.finish()
    assert len(service.asked) == 2


def test_a_file_is_whole_or_the_old_one(tmp_path):
    path = tmp_path / "deep" / "file"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert (path.read_bytes(), [p.name for p in path.parent.iterdir()]) == (b"two", ["file"])
