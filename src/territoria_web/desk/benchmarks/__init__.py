"""Benchmarks at a network’s desk: criteria, initiatives, assessors, sheets, differences, publication."""
