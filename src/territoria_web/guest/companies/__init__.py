"""Company days without an account: registering, and the page of a company by the link in its letters."""
