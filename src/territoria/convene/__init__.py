"""Convene: tables, timetables and votes of a meeting."""
