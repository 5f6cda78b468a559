"""Long and daily work of this room."""
