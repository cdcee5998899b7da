"""The terminal, and the signals that reach a program in one.

Textual's own driver leaves the terminal in the alternate screen, with the mouse on, when a signal ends the
program. Its handlers for suspending can lock up, since they write to a queue from inside a signal handler,
and it starts a second time on a ``CONT`` that comes while it runs. Here every signal becomes an ordinary call
in the event loop.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

if TYPE_CHECKING:
    from textual.app import App

ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)
"""Signals that end the program. Ctrl+C and Ctrl+\\ are keys here: the last two come from other programs."""
_BLOCK = 4096


class EndAsked(Message):
    """A signal asks the program to end, or its terminal is gone."""

    def __init__(self, number: int) -> None:
        """``number`` is that of the signal; for a terminal that is gone, that of HUP."""
        super().__init__()
        self.number = number


class QuietFile:
    """A terminal to write to that may be gone: what is written then is dropped.

    Textual writes in a thread. An error would end the thread, and the program would wait for it for ever.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> None:
        """Write a text."""
        with suppress(OSError, ValueError):
            self._file.write(text)

    def flush(self) -> None:
        """Hand over what was written."""
        with suppress(OSError, ValueError):
            self._file.flush()

    def fileno(self) -> int:
        """The number of the file."""
        return self._file.fileno()


class TerminalDriver(LinuxDriver):
    """Draws on the terminal and reads its keys; posts ``EndAsked`` to the app."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._file: Any = QuietFile(self._file)
        self._loop = asyncio.get_running_loop()
        self._ours = False
        """Whether the terminal is in our mode."""
        self._stopped = False
        """Whether the process was stopped and has not got the terminal back yet."""
        self._stop_wanted: bool | None = None
        """What the last ``TSTP`` or ``CONT`` asked for and is not done yet."""

    # Taking the terminal and giving it back

    def start_application_mode(self) -> None:
        """Take the terminal; where this is asked for in the background, another ``CONT`` will come."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        for number in ENDING:
            if signal.getsignal(number) is not signal.SIG_IGN:  # as HUP is under nohup
                self._loop.add_signal_handler(number, self._ask_end, number)
        self._loop.add_signal_handler(signal.SIGTSTP, self._stop_soon, True)
        self._loop.add_signal_handler(signal.SIGCONT, self._stop_soon, False)
        self._ours = self._key_thread is not None and self._key_thread.is_alive()

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        super().stop_application_mode()
        self._ours = False

    def close(self) -> None:
        """Nothing more is drawn: from here on signals do what they do to any program."""
        super().close()
        for number in (*ENDING, signal.SIGTSTP, signal.SIGCONT):
            self._loop.remove_signal_handler(number)

    # Signals

    def _ask_end(self, number: int) -> None:
        self._app.post_message(EndAsked(number))

    def _stop_soon(self, wanted: bool) -> None:
        """Wait for signals that came together: as for any program, ``CONT`` voids a ``TSTP`` before it."""
        if self._stop_wanted is None:
            self._loop.call_soon(self._stop_or_continue)
        self._stop_wanted = wanted

    def _stop_or_continue(self) -> None:
        wanted, self._stop_wanted = self._stop_wanted, None
        if wanted:
            self._stop()
        else:
            self._continue()

    def _stop(self) -> None:
        """Stop the process, as Ctrl+Z does to other programs."""
        if self._ours:
            self._lend()
            self._stopped = True
            os.kill(os.getpid(), signal.SIGSTOP)

    def _continue(self) -> None:
        """Draw again, after our own stop or after ``STOP``, which no program sees coming."""
        if self._ours:
            self._lend()
            self._stopped = True
        if self._stopped:
            self.resume_application_mode()
        if self._ours:
            self._stopped = False
            self._app.refresh(layout=True)

    def _lend(self) -> None:
        """Give the terminal back for a while; signals stay ours."""
        self.stop_application_mode()
        super().close()

    # Keys

    def _run_input_thread(self) -> None:
        """Read keys. Without a terminal nobody can leave, so that its end is the end of the program."""
        try:
            self.run_input_thread()
        except OSError:
            self._loop.call_soon_threadsafe(self._ask_end, signal.SIGHUP)

    def run_input_thread(self) -> None:
        """Read keys until the terminal is given back. Raises OSError when it is gone.

        Unlike Textual's, it stops at the end of the input, and takes bytes that are no text.
        """
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        early = bool(select.select([self.fileno], [], [], 0)[0])
        try:
            while not self.exit_event.is_set():
                if select.select([self.fileno], [], [], 0.1)[0]:
                    data = os.read(self.fileno, _BLOCK)
                    if not data:
                        raise OSError("the terminal is gone")
                    if early:  # typed before the terminal was ours, which made each Enter a newline
                        data, early = data.replace(b"\n", b"\r"), False
                    if text := decode(data):
                        for message in parser.feed(text):
                            self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)
        finally:
            with suppress(EOFError, ParseError):
                list(parser.feed(""))
