"""Company days at a network's desk: made, filled, arranged, printed, judged by what came of them."""
