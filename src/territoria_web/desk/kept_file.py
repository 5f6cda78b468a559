"""The file that a form brought, put aside until it was looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from territoria_web.measure.queries.received_tables import problems_in
from territoria_web.measure.queries.uploads import Upload
from territoria_web.measure.services.uploads import keep_upload, tidy_name
from territoria_web.territories.models import Cycle


def kept_file(cycle: Cycle, form: forms.Form) -> tuple[Upload | None, Sequence[Any]]:
    """The upload, of the field ``table``; None where there is none or it cannot be read, with the reasons,
    and the form says so.
    """
    if not form.is_valid():
        return None, ()
    file = form.cleaned_data["table"]
    content, name = file.read(), tidy_name(file.name)
    problems = problems_in(content, name)
    if problems:
        form.add_error("table", _("This file cannot be read; below is why."))
        return None, problems
    return keep_upload(cycle=cycle, content=content, file_name=name), ()
