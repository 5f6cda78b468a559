"""The library: reviewed texts as the house reads them, and the copies frozen when one is opened."""
