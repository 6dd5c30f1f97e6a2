"""The site inside a worker of the application server.

The server's processes are a session of their own (config/supervisor.py): signals of the
terminal do not reach them.
"""

import gc
from typing import TYPE_CHECKING

from config.supervisor import follower

if TYPE_CHECKING:
    from django.core.handlers.wsgi import WSGIHandler

__all__ = ["application"]


def load() -> "WSGIHandler":
    """The site with its addresses. What stays for good is not looked through for
    garbage, neither now nor between requests."""
    gc.disable()
    from django.urls import get_resolver

    from config.wsgi import application

    get_resolver().reverse_dict  # noqa: B018 builds the table of all addresses
    gc.freeze()
    gc.enable()
    return application


# Without this a killed server leaves its workers on the port.
follower()()

application = load()
