"""Working meetings on a phone: registering, topics, interests, groups, session sheets."""
