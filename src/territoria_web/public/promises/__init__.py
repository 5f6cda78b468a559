"""What was promised and what became of it: plans, one plan, one action; feed and calendar."""
