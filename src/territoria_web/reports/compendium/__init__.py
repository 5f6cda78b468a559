"""A frozen edition of a project's compendium as a document."""
