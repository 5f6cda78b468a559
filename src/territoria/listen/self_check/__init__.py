"""Self-checks of firms and public bodies: one sitting, and what all of them say together."""
