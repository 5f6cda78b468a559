"""Projects without an account: made of a session, joined from the public page, worked on by a link."""
