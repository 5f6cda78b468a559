"""The action plan: actions with owner, date and money; its versions."""
