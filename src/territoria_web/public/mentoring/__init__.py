"""Mentoring in public: the rounds, and one of them with its counts."""
