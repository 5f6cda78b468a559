"""Addresses: calls for expressions of interest."""

from __future__ import annotations

from territoria_web.public import calls
from territoria_web.public.page import routes

urlpatterns = [
    *routes("calls/", calls.calls, "calls"),
    *routes("calls/<uuid:call>/", calls.call, "call", beside=("json",)),
]
