"""Act: what cities do together: encounters of companies, mentoring."""
