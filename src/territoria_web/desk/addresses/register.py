"""Addresses: the register of initiatives."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.desk.register import listing, one, reviewing, upload

ALL = "<uuid:public_id>/register/"
ONE = f"{ALL}<uuid:initiative>/"
FILE = "<uuid:public_id>/register"

urlpatterns: list[URLPattern] = [
    path("initiative-reviews/", reviewing.reviews, name="initiative-reviews"),
    path("initiative-reviews/<uuid:initiative>/", reviewing.review, name="initiative-review"),
    path(ALL, listing.register, name="register"),
    path(f"{FILE}.csv", listing.table, {"kind": "csv"}, name="register-csv"),
    path(f"{FILE}.xlsx", listing.table, {"kind": "xlsx"}, name="register-xlsx"),
    path(f"{ALL}begin/", one.begin, name="register-begin"),
    path(f"{ALL}upload/", upload.upload, name="register-upload"),
    path(f"{ALL}upload/<uuid:upload>/", upload.look, name="register-upload-look"),
    path(ONE, one.initiative, name="register-initiative"),
    path(f"{ONE}withdraw/", one.withdraw, name="register-withdraw"),
]
