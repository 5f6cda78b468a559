"""Working meetings as everybody reads them."""
