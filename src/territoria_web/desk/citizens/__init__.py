"""The team's side of needs, ratings, conversations and budgets."""
