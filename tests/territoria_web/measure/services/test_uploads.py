"""Uploads wait for their team, for a day, where nobody else finds them."""

from __future__ import annotations

import time

import pytest
from django.http import Http404

from desk_team import a_team
from territoria_web.measure.queries.column_roles import Mapped
from territoria_web.measure.queries.uploads import open_upload, uploads_folder
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


def test_a_name_holds_no_folders():
    assert tidy_name("../../etc\\own\n.csv") == "own.csv"
