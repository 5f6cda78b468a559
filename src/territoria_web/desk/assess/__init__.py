"""The pre-assessment at the desk: findings of the visit, policies in place, the SWOT."""
