"""Ratios taken in one run: `make bench`. Machines are noisy; nothing here is asserted by a test."""
