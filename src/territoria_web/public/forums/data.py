"""What happens with what people say, in plain words: for what, who reads it, how long, which rights."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from territoria_web.listen.models import Forum
from territoria_web.listen.need_rules import RULES
from territoria_web.listen.queries.forums import forum_by_code
from territoria_web.listen.voice_rules import CONFIRM_WITHIN
from territoria_web.public.forums.frame import crumbs_of, frame_facts
from territoria_web.public.page import Page, Table

HEAD = ("what", "for", "how_long")


def data(request: HttpRequest, code: str) -> Page:
    """``forum/<code>/data/``."""
    held = forum_by_code(code)
    rows = _kept(held)
    return Page(
        template="public/forums/data.html",
        title=_("What happens with what you say"),
        finding=_(
            "No account, no name, no tracking: your words are public, you are not, and you take back "
            "what you like."
        ),
        facts={
            **frame_facts(held),
            "kept": rows,
            "rules": [str(words) for words in RULES.values()],
            "confirm_days": CONFIRM_WITHIN.days,
            "reads_first": held.moderation == Forum.Moderation.BEFORE,
        },
        table=Table(f"kept-{held.code}", HEAD, rows),
        data={"office": held.office, "contact": held.contact, "keep_months": held.keep_months},
        crumbs=crumbs_of(held),
    )


def _kept(forum: Forum) -> list[tuple[str, str, str]]:
    """What is kept, for what, how long."""
    months = _("until %(months)d months after you were last here, or until you erase it") % {
        "months": forum.keep_months
    }
    stays = _(
        "it stays public; if you erase yourself, untied from you, or gone if nobody else relies on it"
    )
    return [
        (
            _("What you say: title, words, place"),
            _("so that everybody can read and answer it"),
            stays,
        ),
        (
            _("Your e-mail address, only if you give it"),
            _("for letters that you ticked, and to confirm that it is yours"),
            months,
        ),
        (
            _("A random key on your device, of which we keep only a fingerprint"),
            _("so that you count once, and find what you said"),
            months,
        ),
        (
            _("That you support, vote or spend, tied to that key"),
            _("to count each person once, and to let you take it back"),
            _("the tie as long as the key; the count stays"),
        ),
        (
            _("How long a form was open"),
            _("to tell people from machines"),
            _("with the need or the support it belongs to"),
        ),
        (
            _("Ratings of services"),
            _("so that services get better"),
            _("they are tied to nobody from the beginning"),
        ),
    ]
