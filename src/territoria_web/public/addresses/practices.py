"""Addresses: practices, their comparison, and policy initiatives."""

from __future__ import annotations

from territoria_web.public import initiatives
from territoria_web.public.page import routes
from territoria_web.public.practices import comparison, listing, one
from territoria_web.public.written import Hangs, this_day

urlpatterns = [
    *routes("practices/", listing.listing, "practices", hangs=Hangs(this_day, reads=("role",))),
    *routes("practices/comparison/", comparison.comparison, "comparison"),
    *routes("practices/<str:practice>/", one.one, "practice", hangs=Hangs(one.taken_up_today)),
    *routes(
        "initiatives/",
        initiatives.listing,
        "initiatives",
        hangs=Hangs(initiatives.today_with_register),
    ),
    *routes(
        "initiatives/<str:initiative>/",
        initiatives.one,
        "initiative",
        hangs=Hangs(initiatives.of_the_library),
    ),
]
