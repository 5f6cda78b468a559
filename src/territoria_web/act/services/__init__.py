"""Writing: one transaction a deed, with a line in the journal."""
