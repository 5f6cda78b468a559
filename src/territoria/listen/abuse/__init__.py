"""Abuse: texts that look like spam, and supports that arrive as no people's supports do."""
