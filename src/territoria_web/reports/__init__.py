"""Reports: facts gathered and handed to the document writers, one folder a report."""
