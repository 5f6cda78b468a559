"""Spending a budget: the list and the ballot on one page, what one chose on another."""
