"""The compendium of a project: its cards, one card, frozen editions."""
