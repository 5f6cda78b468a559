"""Convene: tables, hours, timetables of topics, groups and votes of a meeting."""
