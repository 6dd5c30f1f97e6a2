"""PURE. What sentences say of a step: scopes, times, needs, conditions.

Every pattern has limits, and a sentence at most LONGEST characters, so that reading is
linear. What a module finds is a Found; where it belongs is decided elsewhere.
"""
