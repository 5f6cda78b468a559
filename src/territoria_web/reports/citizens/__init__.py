"""One page for residents: what is promised, by when, by whom, what is not known, how to object."""
