"""The territories, levels, frameworks and calendar of Morocco, as a reference pack for migplan."""
