"""One screen after the other, saved at each turn; then the list of answers, and the end."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria_web.guest.self_check.frame import at, closed, show_own, with_passage
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.listen.models import Sitting
from territoria_web.listen.queries.sitting_turns import (
    OBSTACLES,
    Asked,
    Turn,
    asked_in,
    chosen_in,
    is_of_weight,
    screens_in,
    told,
    turns_of,
)
from territoria_web.listen.queries.sittings import Passage
from territoria_web.listen.services.sittings import CheckClosed, finish_sitting, save_turn
from territoria_web.listen.sitting_rules import MOST_OBSTACLES, takes_sittings
from territoria_web.people.links import absolute

MISSING = gettext_lazy("Choose one of the answers; “I cannot tell” is one too.")


class TurnForm(forms.Form):
    """The questions of one screen."""

    def __init__(self, *args: Any, asked: list[Asked], several: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in asked:
            self.fields[one.item] = _several(one) if several else _one(one)

    def given(self) -> dict[str, Any]:
        """Item → what was answered, levels and severities as numbers."""
        return {item: _plain(value) for item, value in self.cleaned_data.items()}


def _one(one: Asked) -> forms.Field:
    return forms.ChoiceField(
        label=one.text,
        help_text=one.help,
        choices=one.choices,
        widget=forms.RadioSelect,
        error_messages={"required": MISSING, "invalid_choice": MISSING},
    )


def _several(one: Asked) -> forms.Field:
    return forms.MultipleChoiceField(
        label=one.text,
        help_text=one.help,
        choices=cast("list[tuple[str, str]]", list(one.choices)),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, str) and value.isdecimal() else value


@takes_form
@with_passage
def page(request: HttpRequest, passage: Passage, number: int) -> HttpResponse:
    """A screen; what holds is kept, and the button leads on or back."""
    if not takes_sittings(passage.check):
        return closed(request, passage.check, passage)
    if not 1 <= number <= len(passage.turns):
        return redirect(at(passage, "answers"))
    turn = passage.turns[number - 1]
    if request.method != "POST":
        return _shown(request, passage, number, _form(passage, turn))
    form = _form(passage, turn, request)
    going_back = "back" in request.POST
    if going_back and not (set(turn.items) & set(request.POST) and form.is_valid()):
        return redirect(_before(passage, number))
    try:
        if not form.is_valid():
            return _shown(request, passage, number, form)
        kept = save_turn(sitting=passage.now, turn=turn, given=form.given())
        return redirect(_after(request, passage, kept, number))
    except CheckClosed:
        return closed(request, passage.check, passage)
    except ValidationError as refused:
        put_beside(form, refused)
    return _shown(request, passage, number, form)


def _form(passage: Passage, turn: Turn, request: HttpRequest | None = None) -> TurnForm:
    answers = dict(passage.now.answers)
    if turn.kind == "obstacles":
        answers[OBSTACLES] = list(chosen_in(passage.texts, answers))
    return TurnForm(
        request.POST if request else None,
        asked=asked_in(passage.texts, turn),
        several=turn.kind == "obstacles",
        initial=answers,
    )


def _before(passage: Passage, number: int) -> str:
    if passage.now.finished:
        return at(passage, "answers")
    return at(passage, "page", number - 1) if number > 1 else at(passage, "answers")


def _after(request: HttpRequest, passage: Passage, kept: Sitting, number: int) -> str:
    """The next screen; at the end the result, or what is still open."""
    if "back" in request.POST:
        return _before(passage, number)
    turns = turns_of(passage.texts, kept.part, kept.answers)
    still = [n for n, turn in enumerate(turns, start=1) if turn.is_open(kept.answers)]
    if kept.finished:  # one answer was changed
        return at(passage, "page", still[0]) if still else at(passage, "answers")
    if number < len(turns):
        return at(passage, "page", number + 1)
    if still:
        return at(passage, "answers")
    finish_sitting(sitting=kept)
    return at(passage, "own")


def _shown(request: HttpRequest, passage: Passage, number: int, form: TurnForm) -> HttpResponse:
    turn, of = passage.turns[number - 1], screens_in(passage.turns, passage.now.answers)
    titles = {
        "level": form[turn.items[0]].label,
        "yes-no": _("Do you have this?"),
        "obstacles": form[turn.items[0]].label,
        "severity": _("How much does it weigh?"),
    }
    return show_own(
        request,
        passage,
        "guest/self_check/page.html",
        title=str(titles[turn.kind]),
        facts={
            "form": form,
            "turn": turn,
            "alone": form[turn.items[0]] if turn.kind in ("level", "obstacles") else None,
            "most": MOST_OBSTACLES,
            "number": number,
            "of": of,
            "last": number == of and turn.kind != "obstacles",
            "step": _("%(number)s of %(of)s") % {"number": number, "of": of},
            "own_link": absolute(request, at(passage, "own")),
            "is_new": number == 1 and len(passage.sittings) == 1 and not passage.now.finished,
        },
        status=422 if form.errors else 200,
    )


# ── all answers ───────────────────────────────────────────────────────────────────────────────


@takes_form
@with_passage
def answers(request: HttpRequest, passage: Passage) -> HttpResponse:
    """All that was answered, to be changed; and the end, where something is open too."""
    if request.method == "POST":
        try:
            finish_sitting(sitting=passage.now)
            return redirect(at(passage, "own"))
        except CheckClosed:
            return closed(request, passage.check, passage)
        except ValidationError:
            pass  # the page says what is missing
    given = passage.now.answers
    rows = [
        (question, answer, at(passage, "page", n))
        for n, turn in enumerate(passage.turns, start=1)
        for question, answer in told(passage.texts, turn, given)
    ]
    still = [url for _question, answer, url in rows if not answer]
    return show_own(
        request,
        passage,
        "guest/self_check/answers.html",
        title=_("Your answers"),
        finding=_open_said(len(still)),
        facts={
            "rows": rows,
            "still": still,
            "may": is_of_weight(passage.turns, given) and not passage.now.finished,
            "takes": takes_sittings(passage.check),
        },
        status=422 if request.method == "POST" else 200,
    )


def _open_said(count: int) -> str:
    if not count:
        return _("All questions are answered.")
    said = ngettext(
        "%(count)d question is open. In the result it counts as unknown.",
        "%(count)d questions are open. In the result they count as unknown.",
        count,
    )
    return said % {"count": count}
