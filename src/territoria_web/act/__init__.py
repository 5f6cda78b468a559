"""Act: collaboration projects, exchanges, sectors of excellence, company days, mentoring, feeds."""
