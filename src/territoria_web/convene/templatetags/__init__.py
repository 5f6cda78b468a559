"""Words of meetings in templates."""
