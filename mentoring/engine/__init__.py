"""Pure rules of mentoring: no database, no clock, no chance."""
