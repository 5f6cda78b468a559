"""The one shape of every error of the API: what, where, and how to mend it."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from territoria_web.measure.queries.assessments import NothingOpened
from territoria_web.measure.queries.interchange import EngineError, problems_of

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Fault:
    """One thing to mend."""

    where: str
    what: str
    mend: str = ""


class Refused(Exception):
    """A request that cannot be answered as it stands."""

    def __init__(self, status: int, *faults: Fault) -> None:
        self.status, self.faults = status, faults
        super().__init__("; ".join(f"{f.where}: {f.what}" for f in faults))


def refusal(status: int, faults: Sequence[Any]) -> HttpResponse:
    """The answer; ``faults`` have where, what and mend."""
    body = {"problems": [{"where": f.where, "what": f.what, "mend": f.mend} for f in faults]}
    text = json.dumps(body, ensure_ascii=False) + "\n"
    return HttpResponse(text, status=status, content_type="application/json; charset=utf-8")


def not_there(where: str) -> HttpResponse:
    """404."""
    mend = _("Copy an address or code from a list of this API; /api/ shows them all.")
    return refusal(404, [Fault(where, _("There is nothing at this address."), mend)])


def not_allowed(where: str, allowed: str) -> HttpResponse:
    """405."""
    what = _("This address does not answer this method.")
    answer = refusal(405, [Fault(where, what, _("Use %(methods)s.") % {"methods": allowed})])
    answer["Allow"] = allowed
    return answer


def broken(where: str) -> HttpResponse:
    """500; what went wrong stands in the log, not in the answer."""
    mend = _("Try again later; if it stays, tell the operator the address and the time.")
    return refusal(500, [Fault(where, _("Something broke on our side."), mend)])


def say_problems(api: NinjaAPI) -> None:
    """Every kind of error is answered in the one shape."""
    api.add_exception_handler(Refused, _refused)
    api.add_exception_handler(EngineError, _of_the_engine)
    api.add_exception_handler(ValidationError, _of_input)
    api.add_exception_handler(Http404, _missing)
    api.add_exception_handler(NothingOpened, _nothing_opened)
    api.add_exception_handler(AuthenticationError, _unknown_key)
    api.add_exception_handler(PermissionDenied, _not_theirs)
    api.add_exception_handler(SuspiciousOperation, _not_readable)
    api.add_exception_handler(HttpError, _of_ninja)
    api.add_exception_handler(Exception, _unforeseen)


def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    return refusal(error.status, error.faults)


def _missing(request: HttpRequest, error: Any) -> HttpResponse:
    return not_there(request.path)


def _nothing_opened(request: HttpRequest, error: Any) -> HttpResponse:
    what = _("There are no figures at the moment: they are being loaded, or were withdrawn.")
    answer = refusal(503, [Fault(request.path, what, _("The address is right: try again later."))])
    answer["Retry-After"] = "600"
    return answer


def _of_the_engine(request: HttpRequest, error: Any) -> HttpResponse:
    return refusal(*problems_of(error))


def _of_input(request: HttpRequest, error: Any) -> HttpResponse:
    return refusal(422, [_field(e) for e in error.errors])


def _field(error: dict[str, Any]) -> Fault:
    """Of ``("query", "filters", "limit")`` the reader knows the first and the last."""
    place = [str(part) for part in error["loc"]]
    where = f"{place[0]} {place[-1]}" if len(place) > 1 else place[0]
    return Fault(where, str(error["msg"]), _("The reference at /api/ shows what it takes."))


def _unknown_key(request: HttpRequest, error: Any) -> HttpResponse:
    return unknown_key()


def unknown_key() -> HttpResponse:
    """401."""
    what = _("The key is missing, not known, or has run out.")
    mend = _("Send the header “Authorization: Bearer” with a key from your account page.")
    answer = refusal(401, [Fault("Authorization", what, mend)])
    answer["WWW-Authenticate"] = "Bearer"
    return answer


def _not_theirs(request: HttpRequest, error: Any) -> HttpResponse:
    mend = _("Ask the lead of the territory's team for a role that may.")
    return refusal(403, [Fault(request.path, _("Your role does not allow this."), mend)])


def _not_readable(request: HttpRequest, error: Any) -> HttpResponse:
    what = _("The request is too large, or has a form that is not safe to read.")
    return refusal(400, [Fault(request.path, what, _("Send less at once: at most 5 MB."))])


def _of_ninja(request: HttpRequest, error: Any) -> HttpResponse:
    mend = _("The reference at /api/ shows what it takes.")
    return refusal(error.status_code, [Fault(request.path, str(error), mend)])


def _unforeseen(request: HttpRequest, error: Any) -> HttpResponse:
    logger.error("API %s", request.path, exc_info=error)
    return broken(request.path)
