"""The policy briefing of a cycle: what the house computed, with what people said and promised."""
