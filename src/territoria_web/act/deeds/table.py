"""Deeds on a project as pages: heading, form, button, and the service that does it; one table.

Whoever holds a link, a team and the network's office work with the same table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from territoria_web.act.deeds import card_doing as cd
from territoria_web.act.deeds import doing as d
from territoria_web.act.deeds.target import Target
from territoria_web.act.forms import cards as c
from territoria_web.act.forms import meetings as m
from territoria_web.act.forms import partners as p
from territoria_web.act.forms import projects as f
from territoria_web.library.refused import put_beside
from territoria_web.territories.rules import ChangedMeanwhile

Do = Callable[[Target, dict[str, Any], str], Any]


@dataclass(frozen=True)
class Deed:
    """``about``: what it is done to; ``told``: what is said afterwards; ``grave``: hard to undo."""

    title: Promise
    submit: Promise
    told: Promise
    form: type[f.DeedForm]
    do: Do
    about: str = "project"
    help: Promise | str = ""
    grave: bool = False


KEPT: Final = _("Kept. Everybody can read it now.")

DEEDS: Final[Mapping[str, Deed]] = {
    "agree": Deed(
        _("Say yes"),
        _("Yes, we are in"),
        _("You are in the project."),
        p.AgreeForm,
        d.agree,
        help=_(
            "The public page names you from now on, with your role; whoever leads the project reads "
            "your name and address."
        ),
    ),
    "decline": Deed(
        _("Say no"), _("No, not us"), _("The lead knows it now."), p.DeclineForm, d.decline
    ),
    "tell": Deed(_("Tell news"), _("Publish this"), KEPT, f.ProjectNewsForm, d.tell),
    "begin": Deed(
        _("Begin the work"),
        _("We begin"),
        _("The project is in progress."),
        f.BeginForm,
        d.begin,
        help=_("It needs two cities. Others can join all the same."),
    ),
    "deliver": Deed(_("The product is there"), _("Publish this"), KEPT, f.DeliverForm, d.deliver),
    "close": Deed(
        _("Close the project"),
        _("Close the project"),
        _("The project is done. A draft of a practice was made of your answers."),
        f.CloseForm,
        d.close,
        help=_("Five answers, public. They become the draft of a practice that others can read."),
        grave=True,
    ),
    "invite": Deed(
        _("Name a partner"),
        _("Send the letter"),
        _("A letter is on its way."),
        p.InviteForm,
        d.invite,
    ),
    "call": Deed(_("Call for partners"), _("Publish the call"), KEPT, f.CallForm, d.call),
    "exchange": Deed(_("Plan an exchange"), _("Plan it"), KEPT, m.ExchangeForm, d.exchange),
    "forum": Deed(
        _("Plan a forum"),
        _("Plan it"),
        KEPT,
        m.ForumForm,
        d.plan_forum,
        help=_("A large meeting to which each partner sends a delegation with a company."),
    ),
    "change": Deed(_("Change words and days"), _("Keep it"), KEPT, f.WordingForm, d.change),
    "hand-over": Deed(
        _("Hand over the lead"),
        _("Hand it over"),
        _("The new lead got a letter."),
        p.HandOverForm,
        d.hand_over,
        grave=True,
    ),
    "park": Deed(_("Park the project"), _("Park it"), KEPT, f.ReasonForm, d.park),
    "stop": Deed(
        _("Stop the project"),
        _("Stop the project"),
        KEPT,
        f.ReasonForm,
        d.stop,
        help=_("It stays on its page with your reason, and may be taken up again."),
        grave=True,
    ),
    "reopen": Deed(
        _("Take the project up again"), _("Take the project up again"), KEPT, f.ReopenForm, d.reopen
    ),
    "own": Deed(_("What we say of us"), _("Keep it"), _("Kept."), p.OwnForm, d.own),
    "leave": Deed(
        _("Leave the project"),
        _("We leave"),
        _("You are out of the project."),
        p.LeaveForm,
        d.leave,
        help=_(
            "A partner who leaves gives a reason. To take back a request that nobody has answered, none is needed."
        ),
        grave=True,
    ),
    "publish": Deed(
        _("Publish the proposal"),
        _("Publish it"),
        _("It is public. The city got a letter."),
        f.SeenForm,
        d.publish,
    ),
    "return": Deed(
        _("Give the proposal back"),
        _("Give it back"),
        _("The city got a letter with your reason."),
        f.ReasonForm,
        d.give_back,
    ),
    "hand-in": Deed(
        _("Change the proposal"),
        _("Hand it in"),
        _("The office has it. It answers within ten days."),
        f.HandInForm,
        d.hand_in,
    ),
    "answer": Deed(
        _("Answer who asks to join"),
        _("Send the answer"),
        _("They get a letter."),
        p.AnswerForm,
        d.answer,
        about="partner",
    ),
    "readdress": Deed(
        _("Send a link once more"),
        _("Send it"),
        _("A letter is on its way."),
        p.AddressForm,
        d.readdress,
        about="partner",
        help=_("Older links open nothing any more."),
    ),
    "vouch": Deed(
        _("Confirm the city"),
        _("It is this city"),
        _("The city is confirmed."),
        p.VouchForm,
        d.vouch,
        about="partner",
        help=_(
            "Whoever reads letters at this address works for the city from now on: practice cards can "
            "be published, and judgments count."
        ),
    ),
    "take-back": Deed(
        _("Take an invitation back"),
        _("Take it back"),
        _("The invitation is taken back."),
        p.PressForm,
        d.take_back,
        about="partner",
    ),
    "agenda": Deed(
        _("Prepare the exchange"), _("Keep it"), KEPT, m.AgendaForm, d.agenda, about="exchange"
    ),
    "hold": Deed(
        _("The exchange was held"),
        _("Publish the notes"),
        KEPT,
        m.HoldForm,
        d.hold,
        about="exchange",
    ),
    "move": Deed(_("Move the exchange"), _("Move it"), KEPT, m.MoveForm, d.move, about="exchange"),
    "miss": Deed(
        _("It was not held"), _("Publish this"), KEPT, m.MissForm, d.miss, about="exchange"
    ),
    "cancel": Deed(
        _("Cancel the exchange"), _("Cancel it"), KEPT, f.ReasonForm, d.cancel, about="exchange"
    ),
    "forum-change": Deed(
        _("Change the forum"), _("Keep it"), KEPT, m.ForumChangeForm, d.forum_change, about="forum"
    ),
    "delegation": Deed(
        _("Our delegation"),
        _("Keep it"),
        _("Kept."),
        m.DelegationForm,
        d.delegation,
        about="forum",
        help=_(
            "A delegation is complete with a company that bears witness: its sector, the tool, "
            "before and after, and its consent. Only complete ones stand on the public page."
        ),
    ),
    "card-begin": Deed(
        _("Begin a practice card"),
        _("Begin it"),
        _("The card is begun. Write it when you have half an hour."),
        c.CardBeginForm,
        cd.begin,
        help=_("What your city did, told so that another one can do the same."),
    ),
    "card-write": Deed(
        _("Write the card"),
        _("Keep it"),
        _("The card is kept."),
        c.CardForm,
        cd.write,
        about="card",
        help=_(
            "Only the title is needed to keep it. What others need before they read it is listed on "
            "your page."
        ),
    ),
    "card-hand-in": Deed(
        _("Hand the card in"),
        _("Hand it in"),
        _("Two other cities read it now."),
        c.CardPressForm,
        cd.hand_in,
        about="card",
        help=_("Once two other cities find the same words fit, everybody reads it."),
    ),
    "card-review": Deed(
        _("Judge the card"),
        _("Give this judgment"),
        _("Thank you. Your judgment is kept."),
        c.CardReviewForm,
        cd.review,
        about="card",
        help=_(
            "Read it as somebody who wants to do the same. What went wrong may be told well too."
        ),
    ),
    "card-confirm": Deed(
        _("Say that it still holds"),
        _("It still holds"),
        _("It counts as confirmed for 24 months more."),
        c.CardPressForm,
        cd.confirm,
        about="card",
    ),
    "card-withdraw": Deed(
        _("Withdraw the card"),
        _("Withdraw it"),
        KEPT,
        f.ReasonForm,
        cd.withdraw,
        about="card",
        help=_(
            "Its words are taken off; title, day and your reason stay. Editions that were frozen "
            "before keep it."
        ),
        grave=True,
    ),
    "edition": Deed(
        _("Freeze an edition"),
        _("Freeze it"),
        KEPT,
        p.PressForm,
        cd.freeze,
        help=_(
            "The compendium as it stands today, with a digest by which anyone can check it. On the "
            "day on which the product is due this happens by itself."
        ),
    ),
}


def done(name: str, target: Target, data: QueryDict | None, *, origin: str) -> f.DeedForm | None:
    """None once it is done; else the form to show: as it begins, or with what was typed and refused."""
    deed = DEEDS[name]
    form = deed.form(data, target=target)
    if data is None or not form.is_valid():
        return form
    try:
        deed.do(target, dict(form.cleaned_data), origin)
    except ChangedMeanwhile as refused:
        return _anew(deed, target, data, refused)
    except ValidationError as refused:
        put_beside(form, refused)
        return form
    return None


def _anew(deed: Deed, target: Target, data: QueryDict, refused: ValidationError) -> f.DeedForm:
    """What was typed, beside the state that stands now: sent once more it holds."""
    now = target.anew()
    typed = data.copy()
    typed["seen"] = str(deed.form(target=now).initial.get("seen", ""))
    form = deed.form(typed, target=now)
    put_beside(form, refused)
    return form
