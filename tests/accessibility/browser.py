"""What Chromium hands to a screen reader of a PDF: its accessibility tree, read from the browser.

Chromium is driven through a pipe with its own protocol. The tree of its PDF viewer is on the page
chrome://accessibility alone, one node a line, two signs deeper for each level.
"""

import json
import os
import re
import shutil
import subprocess
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from fcntl import F_DUPFD, fcntl
from itertools import count
from pathlib import Path
from typing import Any, Self

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PATIENCE = 120.0  # seconds
_QUIET = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
_READS_PDF = ("--force-renderer-accessibility", "--enable-features=PdfTags,PdfAccessibility")
_NODE = re.compile(r"^(\++)(\w+)(.*)")
_SAID = r" %s='((?:[^'\\]|\\.)*)'"
_SHOW_TREE = """(async () => {
  const wait = ms => new Promise(done => setTimeout(done, ms));
  const rows = () => [...document.querySelectorAll('#pages > *')];
  for (let n = 0; n < 50 && !rows().length; n++) await wait(100);
  const row = rows().findLast(one => one.innerText.includes('%s'));
  if (!row) return '';
  document.getElementById('filter-allow').value = 'name description';
  [...row.querySelectorAll('button')].find(one => one.id.endsWith('showOrRefreshTree')).click();
  for (let n = 0; n < 50 && !row.innerText.includes('+inlineTextBox'); n++) await wait(100);
  return row.innerText;
})()"""


class RefusedError(Exception):
    """The browser cannot do what was asked, such as in a page that is still loading."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the tree: how deep it lies, its role in Chromium's words, what it is called."""

    depth: int
    role: str
    name: str
    description: str


class Browser:
    """Chromium with a pipe to it, as long as the `with` block lasts; `home` is for its profile."""

    def __init__(self, home: Path) -> None:
        to_read, self._write = os.pipe()
        self._read, to_write = os.pipe()

        def take_pipes() -> None:  # Chromium reads from 3 and writes to 4, which may be taken
            ours = fcntl(to_read, F_DUPFD, 10), fcntl(to_write, F_DUPFD, 10)
            os.dup2(ours[0], 3)
            os.dup2(ours[1], 4)

        assert CHROMIUM
        self._process = subprocess.Popen(
            [CHROMIUM, *_QUIET, *_READS_PDF, "--remote-debugging-pipe", f"--user-data-dir={home}"],
            preexec_fn=take_pipes, pass_fds=(3, 4), stdin=subprocess.DEVNULL,  # noqa: PLW1509
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(to_read)
        os.close(to_write)
        self._answers: dict[int, Any] = {}
        self._came = threading.Condition()
        self._numbers = count(1)
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._write)

    def _listen(self) -> None:
        rest = b""
        while piece := os.read(self._read, 1 << 16):
            *messages, rest = (rest + piece).split(b"\0")
            for message in map(json.loads, messages):
                if "id" in message:
                    with self._came:
                        self._answers[message["id"]] = message
                        self._came.notify_all()
        os.close(self._read)

    def call(self, method: str, session: str = "", **parameters: Any) -> dict[str, Any]:
        """Return the result of a method of the protocol. Raises RefusedError."""
        number = next(self._numbers)
        message: dict[str, Any] = {"id": number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        with self._came:
            assert self._came.wait_for(lambda: number in self._answers, PATIENCE), method
        answer = self._answers.pop(number)
        if "error" in answer:
            raise RefusedError(answer["error"]["message"])
        result: dict[str, Any] = answer["result"]
        return result

    def open(self, address: str) -> str:
        """Open a page in a new tab, and return the session in which it can be asked."""
        target = self.call("Target.createTarget", url=address)["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        return str(attached["sessionId"])

    def evaluate(self, session: str, script: str) -> str:
        """Return what a script in a page gives, as text. Raises RefusedError."""
        result = self.call("Runtime.evaluate", session, expression=script, returnByValue=True,
                           awaitPromise=True)  # fmt: skip
        return str(result["result"].get("value") or "")


def tree(file: Path, home: Path) -> list[Node]:
    """Return the nodes of a PDF file's tree, in order.

    A file that is no longer in front is not read on: each time it gets twice as long for that.
    """
    with Browser(home) as browser:
        for pause in (4, 8, 16, 32, 64):  # seconds
            browser.open(file.as_uri())
            time.sleep(pause)
            lists = browser.open("chrome://accessibility")
            with suppress(RefusedError):
                found = _nodes(browser.evaluate(lists, _SHOW_TREE % file.name))
                if any(one.role == "status" and one.name.startswith("Finished") for one in found):
                    return found
        raise AssertionError("the browser did not read the file")


def _nodes(text: str) -> list[Node]:
    found = (_NODE.match(line) for line in text.splitlines())
    return [
        Node(len(node[1]) // 2, node[2], _said("name", node[3]), _said("description", node[3]))
        for node in found
        if node
    ]


def _said(attribute: str, text: str) -> str:
    found = re.search(_SAID % attribute, text)
    return found[1].replace("<newline>", " ").replace("\\'", "'") if found else ""
