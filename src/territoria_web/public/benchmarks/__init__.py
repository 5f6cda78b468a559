"""Benchmarks of initiatives in public: the list, one with its matrix, an initiative, gaps, the mix."""
