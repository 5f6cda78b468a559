"""Which methods a page takes, beside ``require_safe`` and ``require_POST`` of Django."""

from __future__ import annotations

from typing import Final

from django.views.decorators.http import require_http_methods

# A page that shows a form and takes it filled in.
takes_form: Final = require_http_methods(["GET", "HEAD", "POST"])
