"""Any printed number by its address, and the way down to its source cells."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_noop
from ninja import Router

from territoria_web.api.schemas.numbers import DerivationOut, ReadingOut
from territoria_web.people.links import absolute
from territoria_web.recommend.queries.stated_readings import public_derivation, public_reading

router = Router(tags=["readings"])


@router.get(
    "/readings/{address}", response=ReadingOut, summary=gettext_noop("A number by its address")
)
def reading(request: HttpRequest, address: str) -> Any:
    """Value, range and sentence, computed afresh from the frozen release."""
    query = urlencode({"number": address})
    page = absolute(request, f"{reverse('public:explain')}?{query}")
    return {**public_reading(address).as_dict(), "explanation": page}


@router.get(
    "/readings/{address}/lines",
    response=DerivationOut,
    summary=gettext_noop("How a number came about"),
)
def lines(request: HttpRequest, address: str) -> Any:
    """The derivation, line by line, down to the cells of the release."""
    found = public_derivation(address)
    return {
        "address": address,
        "lines": [{"depth": n.depth, "text": n.text, "address": n.address} for n in found],
    }
