"""Deeds on a project as pages: one table for links, teams and the office."""
