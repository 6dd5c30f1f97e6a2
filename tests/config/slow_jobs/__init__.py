"""An app with a job that lasts until a test lets it end."""
