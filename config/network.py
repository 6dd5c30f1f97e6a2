"""Under which names this machine can be reached; no packet is sent to find out."""

import ipaddress
import socket

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")

# Reserved for documentation: routed like any address outside, never answered.
OUTSIDE = ("192.0.2.1", 9)


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def local_names() -> list[str]:
    """Host names and addresses of this machine on its network, best first."""
    name = socket.gethostname().lower()
    found = (outward_address(), name, f"{name}.local")
    return [one for one in found if one and not is_loopback(one)]


def outward_address() -> str:
    """The address that other machines of the network see; "" without a network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(OUTSIDE)
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen there now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
