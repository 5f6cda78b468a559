"""A network's desk: how far its territories are, how they compare, who should talk to whom."""
