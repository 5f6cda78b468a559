"""What the axes of a vote, actor groups and roles are called, in templates."""

from __future__ import annotations

from django import template

from territoria_web.convene.queries.people import group_name, role_of
from territoria_web.convene.queries.votes import axis_name, few_voted

register = template.Library()
register.filter("axis_word", axis_name)
register.filter("group_word", group_name)
register.filter("role_word", role_of)
register.simple_tag(few_voted, name="few_voted")
