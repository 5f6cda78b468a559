"""What the axes of a vote and the actor groups are called, in templates."""

from __future__ import annotations

from django import template

from territoria_web.convene.queries.people import group_name
from territoria_web.convene.queries.votes import axis_name

register = template.Library()
register.filter("axis_word", axis_name)
register.filter("group_word", group_name)
