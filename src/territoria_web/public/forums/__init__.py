"""What people of a territory say, and what became of it, as everybody reads it."""
