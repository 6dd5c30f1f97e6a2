"""What curators decide, and what others tell them."""
