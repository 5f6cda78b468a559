"""A team's lessons: what its closed actions taught, and what it took up of others; peers who judge."""
