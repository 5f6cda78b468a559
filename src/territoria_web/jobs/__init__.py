"""Jobs: long work that survives the death of a worker, with its progress."""
