"""JSON of tools that mark passages of texts: Label Studio, doccano, Hypothesis."""
