"""The page with the terminal in it. It loads nothing from other servers. Pure."""

from __future__ import annotations

from html import escape

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self' {websocket}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What the page may load, for the header ``Content-Security-Policy``."""

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{static}css/xterm.css">
<script src="{static}js/textual.js"></script>
<style>
body {{ background: #16181b; color: #d6d3cb; font: 16px monospace; margin: 0; }}
.over {{ position: absolute; inset: 0; display: flex; align-items: center; justify-content: center; }}
.closed-dialog, body.-first-byte .intro-dialog {{ display: none; }}
body.-closed .closed-dialog {{ display: flex; background: #16181b; z-index: 10; }}
a {{ color: #9cc0e6; }}
</style>
</head>
<body>
<div class="over intro-dialog">Starting…</div>
<div class="over closed-dialog"><p>You have left {title}. <a href="">Start again</a></p></div>
<div id="terminal" class="textual-terminal" data-session-websocket-url="{websocket}"
 data-font-size="{size}"></div>
</body>
</html>
"""
SMALLEST, LARGEST = 8, 40
"""Sizes of the font, in pixels."""


def page(title: str, static: str, websocket: str, size: int) -> str:
    """The page; ``static`` is the address of the folder with the script, ``size`` that of the font."""
    size = max(SMALLEST, min(size, LARGEST))
    return _PAGE.format(title=escape(title), static=escape(static), websocket=escape(websocket), size=size)


def policy(websocket: str) -> str:
    """The policy that lets the page open this websocket."""
    return POLICY.format(websocket=websocket)
