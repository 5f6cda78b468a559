"""What a meeting prints: cards to cut, sheets for tables, ballots, a poster with the address."""
