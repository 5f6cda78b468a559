"""Taking part without an account: needs, ratings, votes; from any phone."""
