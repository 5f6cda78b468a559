"""Targets of policy areas as everybody reads them."""
