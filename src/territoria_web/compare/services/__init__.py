"""Writing: what a diagnosis says of a territory among its peers; the peers a team chose."""
