"""Mentoring at a network’s desk: rounds, people, pairs, workshops."""
