"""The site: rooms of facts in the order of the journey, and the faces that show them."""
