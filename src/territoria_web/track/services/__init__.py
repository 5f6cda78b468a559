"""News written, stewards asked, followers told."""
