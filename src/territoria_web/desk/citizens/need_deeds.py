"""What the team does with a need: the form that asks for it, who may, the service, what is said after."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from territoria_web.desk.citizens.need_forms import appeal_in
from territoria_web.listen.models import Need, NeedEvent
from territoria_web.listen.queries.need_choices import open_appeal_of
from territoria_web.listen.services.need_moderation import (
    change_words,
    decide_appeal,
    hold_need,
    publish_need,
    reject_need,
)
from territoria_web.listen.services.need_states import (
    answer_need,
    reopen_need,
    retire_need,
    tell_news,
)
from territoria_web.listen.services.needs import sign_sheet
from territoria_web.people.models import User

Told = Mapping[str, Any]
Do = Callable[[User, Need, Told], NeedEvent | None]


@dataclass(frozen=True)
class Deed:
    """``slot``: of its form on the page; ``verb``: of the table of rights; ``after``: what is said."""

    slot: str
    verb: str
    do: Do
    after: Promise


def _with_told(service: Callable[..., NeedEvent]) -> Do:
    """A service whose words are those of its form."""
    return lambda by, need, told: service(by=by, need=need, **told)


def _news(by: User, need: Need, told: Told) -> NeedEvent:
    return tell_news(by=by, need=need, said=told["said"], office=told["office"])


def _retire(by: User, need: Need, told: Told) -> NeedEvent:
    return retire_need(by=by, need=need, into=told["into"], said=told["said"], seen=told["seen"])


def _decide(by: User, need: Need, told: Told) -> NeedEvent:
    row = appeal_in(open_appeal_of(need))
    return decide_appeal(by=by, row=row, upheld=told["upheld"], said=told["said"])


def _sign(by: User, need: Need, told: Told) -> None:
    sign_sheet(need=need, people=told["people"], channel=told["channel"], by=by)


DEEDS: Final[Mapping[str, Deed]] = {
    "publish": Deed("publish", "moderate", _with_told(publish_need), _("It is published.")),
    "hold": Deed("keep-back", "moderate", _with_told(hold_need), _("It is held back.")),
    "reject": Deed("keep-back", "moderate", _with_told(reject_need), _("It is not published.")),
    "words": Deed(
        "words",
        "moderate",
        _with_told(change_words),
        _("The words are changed; the original is kept."),
    ),
    "answer": Deed("answer", "moderate", _with_told(answer_need), _("The answer is given.")),
    "news": Deed("news", "moderate", _news, _("The news is told.")),
    "retire": Deed(
        "retire", "moderate", _retire, _("It is followed under the other need. Supports stay.")
    ),
    "reopen": Deed("reopen", "moderate", _with_told(reopen_need), _("It is looked into again.")),
    "appeal": Deed("appeal", "decide appeals", _decide, _("The second look is decided.")),
    "sign": Deed("sign", "enter", _sign, _("They are counted.")),
}
