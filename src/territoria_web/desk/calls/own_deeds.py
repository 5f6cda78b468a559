"""What an applicant does with an expression beside writing it; and its files, for who may read it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import tell_refused
from territoria_web.invite.queries.doors import open_file, open_own_application
from territoria_web.invite.services.applications import (
    take_back_application,
    withdraw_application,
)


@login_required
@require_POST
def deed(request: HttpRequest, application: UUID) -> HttpResponse:
    """Take it back to draft, or withdraw it."""
    held = open_own_application(request.user, application)
    by = account_of(request)
    try:
        if request.POST.get("do") == "take-back":
            take_back_application(by=by, application=held)
            messages.success(request, _("It is a draft again. Submit it once more before closing."))
        elif request.POST.get("do") == "withdraw":
            withdraw_application(by=by, application=held)
            messages.success(request, _("Your expression of interest is withdrawn."))
    except ValidationError as refused:
        tell_refused(request, refused)
    return redirect("desk:application", held.public_id)


@login_required
@require_safe
def file(request: HttpRequest, application: UUID, attachment: UUID) -> HttpResponse:
    """A file, to keep and never to run: as an attachment of exactly the kind that was found."""
    now = timezone.now()
    held = open_file(request.user, application, attachment, now=now)
    answer = HttpResponse(bytes(held.content), content_type=held.media_type)
    said = content_disposition_header(as_attachment=True, filename=held.name)
    answer["Content-Disposition"] = said or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    add_never_cache_headers(answer)
    return answer
