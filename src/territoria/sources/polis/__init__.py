"""Conversations in the four tables that Polis exports: read with checks, written again."""
