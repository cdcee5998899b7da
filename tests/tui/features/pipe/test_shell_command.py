"""Commands run away from the terminal: text in, output back, and no process left behind."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

from reader.tui.features.pipe.shell_command import Ending, ShellCommand


def test_the_text_goes_in_and_what_is_printed_comes_back() -> None:
    finished = ShellCommand("cat; echo oops >&2; exit 3", "a 'b' $HOME `x` \u00e9\n").run()
    assert finished.output.decode() == "a 'b' $HOME `x` \u00e9\noops\n"
    assert (finished.code, finished.ending) == (3, Ending.ENDED)


def test_long_text_and_long_output_do_not_wait_for_each_other() -> None:
    text = "0123456789abcde\n" * 50_000
    assert ShellCommand("cat", text).run().output == text.encode()
    assert ShellCommand("head -c 4", text).run().output == b"0123"
    assert ShellCommand("sleep 0; echo done", text).run().output == b"done\n"
    assert ShellCommand("cat", "").run().output == b""


def test_a_command_has_no_terminal() -> None:
    finished = ShellCommand("echo secret > /dev/tty", "").run()
    assert finished.code != 0
    assert b"/dev/tty" in finished.output


def test_stopping_ends_all_that_was_started(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    command = ShellCommand(
        f"trap '' TERM; sh -c 'echo $$ >> {pids}; sleep 600' & echo $$ >> {pids}; wait; sleep 600", "x"
    )
    results = []
    thread = threading.Thread(target=lambda: results.append(command.run()))
    thread.start()
    while not pids.exists() or len(pids.read_text().split()) < 2:
        time.sleep(0.01)  # a thread of the machine's, not of the program's
    command.stop()
    thread.join()
    assert results[0].ending is Ending.STOPPED
    for pid in map(int, pids.read_text().split()):
        assert not is_running(pid)


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_a_command_that_takes_too_long_or_prints_too_much_is_ended() -> None:
    assert ShellCommand("echo begun; sleep 600", "").run(time_limit=0.2).ending is Ending.TIMED_OUT
    finished = ShellCommand("yes", "").run(most_output=1000)
    assert (finished.ending, len(finished.output)) == (Ending.TOO_MUCH, 1000)


def test_a_program_left_behind_is_not_waited_for(tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    finished = ShellCommand(f"sleep 600 & echo $! > {pid}; echo done", "").run()
    assert (finished.output, finished.ending) == (b"done\n", Ending.ENDED)
    os.kill(int(pid.read_text()), 9)
