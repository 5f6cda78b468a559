"""Addresses: practices, their comparison, and policy initiatives."""

from __future__ import annotations

from territoria_web.public import initiatives
from territoria_web.public.page import routes
from territoria_web.public.practices import comparison, listing, one

urlpatterns = [
    *routes("practices/", listing.listing, "practices"),
    *routes("practices/comparison/", comparison.comparison, "comparison"),
    *routes("practices/<str:practice>/", one.one, "practice"),
    *routes("initiatives/", initiatives.listing, "initiatives"),
    *routes("initiatives/<str:initiative>/", initiatives.one, "initiative"),
]
