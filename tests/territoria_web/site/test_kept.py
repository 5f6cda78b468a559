"""Markup that is written once for the same values."""

from __future__ import annotations

from typing import Any

from django.template import Context, Engine, Template
from django.utils.safestring import mark_safe
from django.utils.translation import override

ENGINE = Engine(
    libraries={
        "i18n": "django.templatetags.i18n",
        "kept": "territoria_web.site.templatetags.kept",
    }
)


def template(text: str) -> Template:
    return ENGINE.from_string("{% load kept i18n %}" + text)


def written(held: Template, **facts: Any) -> str:
    return held.render(Context(facts))


def test_the_same_values_are_written_once():
    asked: list[int] = []
    held = template("{% kept grade %}{{ said }}{% endkept %}")
    assert written(held, grade="E2", said=lambda: asked.append(1) or "a") == "a"
    assert written(held, grade="E2", said=lambda: asked.append(1) or "b") == "a"
    assert len(asked) == 1
    assert written(held, grade="E3", said="b") == "b"


def test_every_language_has_its_own():
    held = template('{% kept %}{% translate "Yes" %}{% endkept %}')
    with override("fr"):
        assert written(held) == "Oui"
    with override("de"):
        assert written(held) == "Ja"


def test_values_that_are_equal_but_read_differently_are_kept_apart():
    held = template("{% kept value %}{{ value }}{% endkept %}")
    assert [written(held, value=v) for v in (1, True, 1.0)] == ["1", "True", "1.0"]
    assert written(held, value="<b>") == "&lt;b&gt;"
    assert written(held, value=mark_safe("<b>")) == "<b>"


def test_only_so_many_are_kept():
    held = template("{% kept value %}{{ value }}{% endkept %}")
    node = held.nodelist[-1]
    for value in range(200):
        written(held, value=value)
    assert len(node.held) == 64  # type: ignore[attr-defined]
