"""What became of promises: lamps computed from days and figures, news, followers."""
