"""What a reader's browser says that it takes."""

from __future__ import annotations

import gzip

import pytest
from django.test import Client

from territoria_web.public.encodings import takes_gzip


@pytest.mark.parametrize("accepted", ["gzip", "br, GZIP", "deflate, gzip;q=0.5", "gzip; q=1.0"])
def test_gzip_is_taken(accepted: str):
    assert takes_gzip(accepted)


@pytest.mark.parametrize("accepted", ["", "br", "xgzip", "identity, gzip;q=0", "gzip; q=0.0", "*"])
def test_gzip_is_not_taken(accepted: str):
    assert not takes_gzip(accepted)


@pytest.mark.django_db
@pytest.mark.usefixtures("site_data")
def test_a_page_is_compressed_for_those_only_who_take_it(client: Client):
    plain = client.get("/en/methods/", headers={"accept-encoding": "gzip;q=0"})
    pressed = client.get("/en/methods/", headers={"accept-encoding": "br, gzip"})
    assert plain.headers.get("Content-Encoding") is None
    assert pressed["Content-Encoding"] == "gzip"
    assert gzip.decompress(pressed.content) == plain.content
    assert pressed["ETag"] == f"W/{plain['ETag']}"
    assert pressed["Content-Length"] == str(len(pressed.content))
