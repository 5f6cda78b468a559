"""Territoria: from evidence to action for cities and regions. Tables and texts in, results out."""

__version__ = "0.1.0"
