"""Pages about people. Each view: access, one query or action, an answer."""
