"""Territories: where; and cycles, one passage of a territory through the journey."""
