"""Addresses: advice by factor, by role, and one by one."""

from __future__ import annotations

from territoria_web.public.advice import by_factor, by_role, card, index
from territoria_web.public.page import routes
from territoria_web.public.written import Hangs

urlpatterns = [
    *routes("advice/", index.index, "advice", hangs=Hangs()),
    *routes(
        "advice/factor/<str:framework>/<str:node>/",
        by_factor.by_factor,
        "advice-factor",
        hangs=Hangs(),
    ),
    *routes("advice/for/<str:role>/", by_role.by_role, "advice-role", hangs=Hangs()),
    *routes("advice/<str:recommendation>/", card.card, "recommendation", hangs=Hangs()),
]
