"""The desk of the action plan, one module a page."""
