"""A complete example: one invented region through all four steps, by the services of real use."""
