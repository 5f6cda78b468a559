"""Explore: any figures, territories and years as table, ranking, scatter, lines, map, or what if."""
