"""The team's side of budgets: list, rules, ballots on paper, result."""
