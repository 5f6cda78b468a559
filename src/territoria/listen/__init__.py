"""Listen: answers of key actors as levels by role, with ranges, and who was not heard."""
