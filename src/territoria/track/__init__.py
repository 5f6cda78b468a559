"""What happens of what was promised: delivery and effect, apart."""
