"""What a host's robots.txt says of us. Pure."""

from urllib.robotparser import RobotFileParser

LONGEST_PAUSE = 60


def allows(text: str, status: int, url: str, agent: str) -> bool:
    """Whether agent may ask for url. Without a robots.txt everything may be asked."""
    if status >= 400:
        return True
    return _parsed(text).can_fetch(agent, url)


def pause_of(text: str, agent: str) -> int | None:
    """Seconds between two requests, where the host asks for some."""
    try:
        delay = _parsed(text).crawl_delay(agent)
    except ValueError:
        return None
    return None if delay is None else min(int(delay), LONGEST_PAUSE)


def _parsed(text: str) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse(text.splitlines())
    return parser
