"""What becomes of promises, as a team looks after it: news, who tells it, letters that ask."""
