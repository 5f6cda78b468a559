"""Projects of cities in public: the list, one with its story, calendar and feed."""
