"""What closed actions taught, failures too: the list, and one lesson with its reviews."""
