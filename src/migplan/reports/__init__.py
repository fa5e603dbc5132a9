"""Reports: what each document says, without a format."""
