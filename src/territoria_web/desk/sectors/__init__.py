"""A city names its sectors of excellence, and sees who could be its partner."""
