"""What a network's office reads of its territories: how far they are, and how they compare.

It sees counts of what is done and what is public or signed. It never sees the words of drafts, who
answered, or anyone's address; figures are the published ones, never a team's own.
"""
