"""What closed actions taught: answers, reviews by peers, practices as text."""
