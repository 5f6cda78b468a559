"""The survey desk: questions, people, answers, results."""
