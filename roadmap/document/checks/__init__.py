"""What may be wrong with a document that can be read, one module per subject."""
