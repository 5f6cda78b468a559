"""Advice through two doors, by factor and by role; with a territory it is that territory's own."""
