"""For tests of migplan and of its plugins: strategies, samples, the exporter contract, fuzzing."""
