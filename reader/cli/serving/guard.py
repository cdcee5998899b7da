"""Who may talk to the server: who has the token, on this machine, from a page of the server's own. Pure."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

HOST = "127.0.0.1"
NAMES = (HOST, "localhost")
"""What this machine may be called in the address. Any other name is one that some web site has given to this
machine, to read the pages of its visitors' local servers (DNS rebinding)."""


def new_token() -> str:
    """A token that cannot be guessed."""
    return secrets.token_urlsafe(24)


@dataclass(frozen=True, slots=True)
class Guard:
    """Judges requests."""

    port: int
    token: str

    @property
    def address(self) -> str:
        """What the user opens."""
        return f"http://{HOST}:{self.port}/{self.token}/"

    def refusal(self, path: str, headers: Mapping[str, str]) -> str | None:
        """Why a request is refused, as a sentence; None if it is not."""
        hosts = [f"{name}:{self.port}" for name in NAMES]
        if headers.get("Host", "") not in hosts:
            return "This address is not that of the server: use the one that cables serve printed."
        origin = headers.get("Origin")
        if origin is not None and origin not in [f"http://{host}" for host in hosts]:
            return "Another web site may not use this server."
        given = path.split("/")[1] if path.startswith("/") else ""
        if not hmac.compare_digest(given.encode(), self.token.encode()):
            return "The token is missing or wrong: use the address that cables serve printed."
        return None
