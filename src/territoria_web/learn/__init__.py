"""What came of it, failures too: five answers, two reviews, a practice as text."""
