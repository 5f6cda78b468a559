"""From what a form holds to the service that does it: one function for each deed on a project."""

from __future__ import annotations

from typing import Any

from territoria_web.act.deeds.target import Target
from territoria_web.act.rules.project_drafts import Named
from territoria_web.act.services import exchanges as talks
from territoria_web.act.services import partner_links as links
from territoria_web.act.services import partners as who
from territoria_web.act.services import project_changes as words
from territoria_web.act.services import project_forums as forums
from territoria_web.act.services import project_states as life
from territoria_web.act.services import vouching

Typed = dict[str, Any]
BESIDE = ("seen", "sought", "exchange")  # not of the wording


def _on(target: Target) -> dict[str, Any]:
    return {"project": target.project, "doer": target.doer}


def _at(target: Target) -> dict[str, Any]:
    return {**_on(target), "exchange": target.exchange}


def _wording(typed: Typed) -> words.Wording:
    told = {name: value for name, value in typed.items() if name not in BESIDE}
    return words.Wording(**told)


def _frame(typed: Typed) -> forums.ForumFrame:
    return forums.ForumFrame(**{name: value for name, value in typed.items() if name != "seen"})


def publish(t: Target, typed: Typed, origin: str) -> Any:
    """The office publishes a proposal."""
    return life.publish_project(**_on(t), **typed, origin=origin, today=t.today)


def give_back(t: Target, typed: Typed, origin: str) -> Any:
    """The office gives a proposal back."""
    return life.return_project(**_on(t), **typed, origin=origin)


def begin(t: Target, typed: Typed, _origin: str) -> Any:
    """The work begins."""
    return life.begin_project(**_on(t), **typed)


def park(t: Target, typed: Typed, _origin: str) -> Any:
    """A pause."""
    return life.park_project(**_on(t), **typed)


def stop(t: Target, typed: Typed, _origin: str) -> Any:
    """The end without a result."""
    return life.stop_project(**_on(t), **typed)


def reopen(t: Target, typed: Typed, _origin: str) -> Any:
    """It goes on."""
    return life.reopen_project(**_on(t), **typed)


def close(t: Target, typed: Typed, _origin: str) -> Any:
    """The end, with five answers."""
    return life.close_project(**_on(t), closing=typed, seen=typed["seen"])


def change(t: Target, typed: Typed, _origin: str) -> Any:
    """Words and days."""
    told = {"wording": _wording(typed), "seen": typed["seen"], "today": t.today}
    return words.change_project(**_on(t), **told)


def hand_in(t: Target, typed: Typed, _origin: str) -> Any:
    """A proposal once more."""
    told: Typed = {name: typed[name] for name in BESIDE}
    return words.hand_in_again(**_on(t), wording=_wording(typed), **told, today=t.today)


def call(t: Target, typed: Typed, _origin: str) -> Any:
    """A call for partners."""
    return words.call_for_partners(**_on(t), **typed)


def deliver(t: Target, typed: Typed, _origin: str) -> Any:
    """The product is there."""
    return words.deliver_product(**_on(t), **typed, today=t.today)


def tell(t: Target, typed: Typed, _origin: str) -> Any:
    """News."""
    return words.tell_news(**_on(t), **typed)


def answer(t: Target, typed: Typed, origin: str) -> Any:
    """Yes or no to whoever asks."""
    told = {"is_in": typed["is_in"] == "yes", "reason": typed["reason"]}
    return who.answer_join(**_on(t), partner=t.partner, **told, origin=origin)


def invite(t: Target, typed: Typed, origin: str) -> Any:
    """Somebody is named."""
    seen = typed.pop("seen")
    return who.invite_partner(**_on(t), named=Named(**typed), seen=seen, origin=origin)


def readdress(t: Target, typed: Typed, origin: str) -> Any:
    """A link once more."""
    return links.readdress_partner(
        **_on(t), partner=t.partner, **{"email": "", **typed}, origin=origin
    )


def vouch(t: Target, typed: Typed, origin: str) -> Any:
    """It is the city it is named as."""
    return vouching.vouch_for_partner(**_on(t), partner=t.partner, **typed, origin=origin)


def take_back(t: Target, _typed: Typed, _origin: str) -> Any:
    """An invitation less."""
    return who.take_invitation_back(**_on(t), partner=t.partner)


def agree(t: Target, typed: Typed, origin: str) -> Any:
    """A yes of whoever was named."""
    return who.answer_invitation(**_on(t), is_in=True, reason="", **typed, origin=origin)


def decline(t: Target, typed: Typed, origin: str) -> Any:
    """A no of whoever was named."""
    return who.answer_invitation(**_on(t), is_in=False, may_be_named=False, **typed, origin=origin)


def leave(t: Target, typed: Typed, _origin: str) -> Any:
    """Somebody leaves."""
    return who.leave_project(**_on(t), **typed)


def hand_over(t: Target, typed: Typed, origin: str) -> Any:
    """Another lead."""
    return who.hand_over_lead(**_on(t), **typed, origin=origin)


def own(t: Target, typed: Typed, origin: str) -> Any:
    """What a partner says of itself."""
    return who.change_own(**_on(t), **typed, origin=origin)


def exchange(t: Target, typed: Typed, _origin: str) -> Any:
    """One more exchange."""
    return talks.plan_exchange(**_on(t), **typed, today=t.today)


def agenda(t: Target, typed: Typed, _origin: str) -> Any:
    """An exchange prepared."""
    seen = typed.pop("seen")
    return talks.change_exchange(**_at(t), details=talks.Details(**typed), seen=seen)


def hold(t: Target, typed: Typed, _origin: str) -> Any:
    """An exchange held."""
    seen = typed.pop("seen")
    return talks.hold_exchange(**_at(t), told=talks.Held(**typed), seen=seen, today=t.today)


def move(t: Target, typed: Typed, origin: str) -> Any:
    """Another day."""
    return talks.move_exchange(**_at(t), **typed, origin=origin, today=t.today)


def miss(t: Target, typed: Typed, _origin: str) -> Any:
    """An exchange that was not held."""
    return talks.miss_exchange(**_at(t), **typed, today=t.today)


def cancel(t: Target, typed: Typed, origin: str) -> Any:
    """An exchange less."""
    return talks.cancel_exchange(**_at(t), **typed, origin=origin, today=t.today)


def plan_forum(t: Target, typed: Typed, _origin: str) -> Any:
    """A forum."""
    return forums.plan_forum(**_on(t), frame=_frame(typed), seen=typed["seen"])


def forum_change(t: Target, typed: Typed, _origin: str) -> Any:
    """A forum written anew."""
    told = {"frame": _frame(typed), "seen": typed["seen"]}
    return forums.change_forum(**_on(t), forum=t.forum, **told)


def delegation(t: Target, typed: Typed, _origin: str) -> Any:
    """Who comes to a forum for a partner."""
    seen = typed.pop("seen")
    witness = forums.Witness(**typed)
    return forums.name_delegation(**_on(t), forum=t.forum, witness=witness, seen=seen)
