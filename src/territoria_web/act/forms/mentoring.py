"""Forms of mentoring that the desk and the pages of one's own share; what was typed is never lost."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from territoria_web.act.forms.projects import day_field, line_field, text_field
from territoria_web.act.models import MentoringPerson, MentoringRound
from territoria_web.act.queries.companies import language_names
from territoria_web.act.queries.mentoring_people import Profile
from territoria_web.act.rules.company_tags import tag_name
from territoria_web.act.rules.mentoring import MOST_WISHES, WORTHS, Kind
from territoria_web.act.rules.mentoring_words import OF_MENTEES, OF_MENTORS, PersonWords
from territoria_web.act.services.mentoring_answers import TalkWords

WISH_NAMES: tuple[Any, ...] = (
    gettext_lazy("First wish"),
    gettext_lazy("Second wish"),
    gettext_lazy("Third wish"),
)


def _ticked(label: Any, help_text: Any = "", *, required: Any) -> Any:
    return forms.MultipleChoiceField(
        label=label,
        help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": required},
    )


class PersonForm(forms.Form):
    """A profile; of the two parts only its own fields."""

    name = line_field(gettext_lazy("Name"), most=150)
    organisation = line_field(gettext_lazy("Organisation"), most=200, required=False)
    city = line_field(gettext_lazy("City or region"), most=120, required=False)
    experience = text_field(
        gettext_lazy("What have you done that others could learn from?"),
        gettext_lazy("Two or three sentences: where, what came of it, what went wrong."),
        rows=5,
    )
    question = text_field(
        gettext_lazy("What would you like to find out?"),
        gettext_lazy("One question in your own words. The mentor who is proposed to you reads it."),
        rows=4,
    )
    stage = line_field(
        gettext_lazy("Where do you stand with it?"),
        gettext_lazy("Such as: an idea, a first trial, in its second year."),
        most=200,
        required=False,
    )
    themes = _ticked(
        pgettext_lazy("of a mentoring round", "Themes"),
        required=gettext_lazy("Tick at least one theme."),
    )
    languages = _ticked(
        gettext_lazy("Languages to talk in"),
        required=gettext_lazy("Tick at least one language to talk in."),
    )
    hours = forms.IntegerField(
        label=gettext_lazy("Hours a month you can give"), min_value=1, max_value=40, initial=2
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("How many mentees you take"), min_value=1, max_value=6, initial=1
    )
    shown = forms.BooleanField(
        label=gettext_lazy("The mentees of this round may read my profile and wish for me"),
        help_text=gettext_lazy(
            "Your address is not part of it. Without this only mentees who are proposed to you read it."
        ),
        required=False,
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy(
            "The link of your own goes there. The other of a pair gets it once both have said yes."
        ),
        error_messages={
            "required": gettext_lazy("Give an e-mail address, such as name@town.example."),
            "invalid": gettext_lazy("Give an e-mail address, such as name@town.example."),
        },
    )

    def __init__(
        self,
        data: Any = None,
        *,
        held: MentoringRound,
        kind: str,
        with_email: bool = True,
        **k: Any,
    ) -> None:
        super().__init__(data, **k)
        self.kind = kind
        for name in OF_MENTEES if kind == Kind.MENTOR else OF_MENTORS:
            del self.fields[name]
        if not with_email:
            del self.fields["email"]
        choose(self, "themes", [(one, tag_name(held.themes, one)) for one in held.themes])
        choose(self, "languages", language_names())

    def words(self, email: str = "") -> PersonWords:
        """What a service takes; the form is valid."""
        told = {k: v for k, v in self.cleaned_data.items() if k in PersonWords.__dataclass_fields__}
        told |= {name: tuple(told[name]) for name in ("themes", "languages")}
        return PersonWords(**{"email": email, **told})


def choose(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    """Put the choices of a field."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def add_wishes(form: forms.Form, mentors: list[Profile], wishes: list[str]) -> None:
    """Three fields for wishes, the first the dearest; nobody has to be wished for."""
    offered = [(str(one.row.public_id), _said(one)) for one in mentors]
    for number in range(MOST_WISHES):
        form.fields[f"wish_{number + 1}"] = forms.ChoiceField(
            label=WISH_NAMES[number],
            choices=[("", _("nobody")), *offered],
            required=False,
            initial=wishes[number] if number < len(wishes) else "",
            error_messages={"invalid_choice": _("This mentor is not there any more.")},
        )


def _said(one: Profile) -> str:
    return f"{one.row.name} ({one.place})" if one.place else str(one.row.name)


def wishes_in(form: forms.Form) -> list[str]:
    """The wishes that were chosen, in their order."""
    names = [f"wish_{number + 1}" for number in range(MOST_WISHES)]
    return [form.cleaned_data[name] for name in names if form.cleaned_data.get(name)]


class WishForm(forms.Form):
    """Whom a mentee would like."""

    def __init__(
        self, data: Any = None, *, person: MentoringPerson, mentors: list[Profile]
    ) -> None:
        super().__init__(data)
        add_wishes(self, mentors, list(person.wishes))


class TalkForm(forms.Form):
    """A talk that was held."""

    day = day_field(gettext_lazy("When did you talk?"))
    minutes = forms.IntegerField(
        label=gettext_lazy("How many minutes?"),
        help_text=gettext_lazy("45 to 60 are a good measure."),
        min_value=5,
        max_value=480,
        initial=60,
    )
    done = text_field(
        gettext_lazy("What did you get done?"),
        gettext_lazy("Only the two of you read it, never the office."),
        required=False,
    )
    next = text_field(gettext_lazy("What is next, and for whom?"), rows=3, required=False)

    def words(self) -> TalkWords:
        """What a service takes; the form is valid."""
        return TalkWords(**self.cleaned_data)


class WorthForm(forms.Form):
    """What the talks are worth."""

    worth = forms.TypedChoiceField(
        label=gettext_lazy("What are the talks worth to you?"),
        choices=[(worth, name) for worth, name in WORTHS.items()],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the list.")},
    )
    said = text_field(
        gettext_lazy("Something you want to tell the other"),
        gettext_lazy("They read these words, never the answer above. The office reads neither."),
        rows=3,
        required=False,
    )
