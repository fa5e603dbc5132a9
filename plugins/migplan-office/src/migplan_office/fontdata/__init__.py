"""Open fonts that texts are measured with; none of them is written into a document."""
