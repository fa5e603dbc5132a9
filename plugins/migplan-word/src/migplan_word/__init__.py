"""Part of migplan."""
