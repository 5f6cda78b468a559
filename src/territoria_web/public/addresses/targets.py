"""Addresses: targets of policy areas."""

from __future__ import annotations

from territoria_web.public.page import routes
from territoria_web.public.targets import targets

urlpatterns = routes("targets/<uuid:cycle>/", targets.targets, "targets")
