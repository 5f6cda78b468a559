"""Uploads wait for their team, for a day, where nobody else finds them."""

from __future__ import annotations

import os
import time

import pytest
from django.http import Http404

from desk_team import a_team
from territoria_web.measure.queries.column_roles import Mapped
from territoria_web.measure.queries.uploads import open_folders, open_upload, uploads_folder
from territoria_web.measure.services import uploads
from territoria_web.measure.services.uploads import (
    clear_uploads,
    drop_upload,
    keep_upload,
    tell_columns,
    tidy_name,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_an_upload_is_opened_by_its_team_with_what_was_told_of_it():
    cycle = a_team().cycle
    kept = keep_upload(cycle=cycle, content=b"a", file_name="own.csv")
    tell_columns(cycle=cycle, upload=kept, mapping=Mapped(("value",), 2021))
    held = open_upload(cycle, kept.public_id)
    assert (held.content, held.file_name) == (b"a", "own.csv")
    assert held.mapping == {"roles": ["value"], "year": 2021, "decimal": "."}


def test_another_team_does_not_find_it():
    kept = keep_upload(cycle=a_team().cycle, content=b"a", file_name="own.csv")
    with pytest.raises(Http404):
        open_upload(a_team("DED5").cycle, kept.public_id)


def test_what_is_decided_is_deleted():
    cycle = a_team().cycle
    kept = keep_upload(cycle=cycle, content=b"a", file_name="own.csv")
    drop_upload(upload=kept)
    assert not (uploads_folder() / str(kept.public_id)).exists()
    with pytest.raises(Http404):
        open_upload(cycle, kept.public_id)


def test_what_nobody_decides_is_deleted_after_a_day():
    kept = keep_upload(cycle=a_team().cycle, content=b"a", file_name="own.csv")
    clear_uploads(now=time.time() + 23 * 3600)
    assert (uploads_folder() / str(kept.public_id)).exists()
    clear_uploads(now=time.time() + 25 * 3600)
    assert not (uploads_folder() / str(kept.public_id)).exists()


def test_of_too_many_open_uploads_the_oldest_goes(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(uploads, "MOST_OPEN", 2)
    mine, theirs = a_team().cycle, a_team("DED5").cycle
    other = keep_upload(cycle=theirs, content=b"a", file_name="own.csv")
    kept = []
    for age in (30, 20, 10):
        kept.append(keep_upload(cycle=mine, content=b"a", file_name="own.csv"))
        when = time.time() - age
        os.utime(uploads_folder() / str(kept[-1].public_id), (when, when))
    assert [folder.name for folder in open_folders(mine)] == [str(k.public_id) for k in kept[1:]]
    assert [folder.name for folder in open_folders(theirs)] == [str(other.public_id)]


def test_what_another_visitor_deletes_meanwhile_does_no_harm(monkeypatch: pytest.MonkeyPatch):
    cycle = a_team().cycle
    kept = keep_upload(cycle=cycle, content=b"a", file_name="own.csv")
    drop_upload(upload=kept)
    drop_upload(upload=kept)
    tell_columns(cycle=cycle, upload=kept, mapping=Mapped(("value",), 2021))
    gone = uploads_folder() / str(kept.public_id)
    monkeypatch.setattr(type(gone), "iterdir", lambda _folder: iter([gone]))
    clear_uploads()
    assert open_folders(cycle) == []


def test_a_name_holds_no_folders():
    assert tidy_name("../../etc\\own\n.csv") == "own.csv"
