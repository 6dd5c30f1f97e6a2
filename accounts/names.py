"""How people are called."""


def display_name(name: str, email: str) -> str:
    """Their name, else what stands before the @ of their address."""
    return name or email.partition("@")[0]
