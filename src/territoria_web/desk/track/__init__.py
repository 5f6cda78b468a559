"""The team's side of the public account: who tells, what was told, figures of city operation."""
