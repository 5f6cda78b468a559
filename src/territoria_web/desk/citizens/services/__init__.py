"""The team's side of services and their ratings."""
