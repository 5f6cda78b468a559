"""The report of a working meeting as a document."""
