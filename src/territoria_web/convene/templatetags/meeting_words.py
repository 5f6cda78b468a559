"""What the axes of a vote are called, in templates."""

from __future__ import annotations

from django import template

from territoria_web.convene.queries.votes import axis_name

register = template.Library()
register.filter("axis_word", axis_name)
