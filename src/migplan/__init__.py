"""Plan how a territory deals with migration."""
