"""What somebody does with a link or a code, without an account: answer, take part, vote."""
