"""The team's side of self-checks: offered, hung up, weighed with known numbers of firms, read together."""
