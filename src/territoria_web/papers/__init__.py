"""Documents of a cycle or a network: words of people, corrections, signatures, published bytes."""
