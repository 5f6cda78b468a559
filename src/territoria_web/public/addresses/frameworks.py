"""Addresses: frameworks, each framework, each of its nodes."""

from __future__ import annotations

from territoria_web.public import frameworks, nodes
from territoria_web.public.page import routes
from territoria_web.public.written import Hangs

urlpatterns = [
    *routes("frameworks/", frameworks.listing, "frameworks", hangs=Hangs()),
    *routes("frameworks/<str:framework>/", frameworks.one, "framework", hangs=Hangs()),
    *routes("frameworks/<str:framework>/<str:node>/", nodes.node, "framework-node", hangs=Hangs()),
]
