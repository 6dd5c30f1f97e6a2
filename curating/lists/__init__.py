"""PURE. From a reading list, as people write it, to what it says."""
