"""Addresses: advice by factor, by role, and one by one."""

from __future__ import annotations

from territoria_web.public.advice import by_factor, by_role, card, index
from territoria_web.public.page import routes

urlpatterns = [
    *routes("advice/", index.index, "advice"),
    *routes("advice/factor/<str:framework>/<str:node>/", by_factor.by_factor, "advice-factor"),
    *routes("advice/for/<str:role>/", by_role.by_role, "advice-role"),
    *routes("advice/<str:recommendation>/", card.card, "recommendation"),
]
