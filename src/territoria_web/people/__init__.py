"""People: who, in which role, what each may do, and the journal of who did what."""
