"""Company days as everybody reads them."""
