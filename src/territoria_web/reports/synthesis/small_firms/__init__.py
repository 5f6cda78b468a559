"""What a network's territories do for small firms, and how far the firms are: parts of its synthesis."""
