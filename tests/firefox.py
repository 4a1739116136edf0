"""Firefox without a screen, driven by its own WebDriver BiDi: Debian's cannot be driven by Playwright."""

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
PREFERENCES = 'user_pref("browser.shell.checkDefaultBrowser", false);\nuser_pref("ui.prefersReducedMotion", 1);\n'


class Firefox:
    """An open window."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._last = 0
        self.errors: list[str] = []
        self._ask("session.new", {"capabilities": {}})
        self._ask("session.subscribe", {"events": ["log.entryAdded"]})
        self._context = self._ask("browsingContext.getTree", {})["contexts"][0]["context"]

    def go(self, address: str) -> None:
        """Open an address and wait until it is loaded."""
        self._ask("browsingContext.navigate", {"context": self._context, "url": address, "wait": "complete"})

    def run(self, function: str, *arguments: str) -> Any:
        """What a function of the page returns, as JSON has it."""
        call = f"(async () => JSON.stringify(await ({function})({', '.join(map(json.dumps, arguments))})))()"
        target = {"context": self._context}
        answer = self._ask(
            "script.evaluate", {"expression": call, "target": target, "awaitPromise": True, "userActivation": True}
        )
        assert answer["type"] == "success", answer["exceptionDetails"]["text"]
        return json.loads(answer["result"].get("value", "null"))

    def _ask(self, method: str, parameters: dict[str, Any]) -> Any:
        self._last += 1
        self._socket.send(json.dumps({"id": self._last, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv(timeout=60))
            if message.get("method") == "log.entryAdded" and message["params"]["level"] in ("error", "warn"):
                self.errors.append(message["params"]["text"])
            if message.get("id") == self._last:
                assert message["type"] == "success", message
                return message["result"]


@contextmanager
def firefox(program: str, folder: Path) -> Iterator[Firefox]:
    """A window of Firefox with an empty profile in a folder."""
    from websockets.sync.client import connect

    (folder / "user.js").write_text(PREFERENCES, encoding="utf-8")
    command = [program, "--headless", "--no-remote", "--profile", str(folder), "--remote-debugging-port=0"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            match = next(filter(None, map(_LISTENING.search, process.stderr)))
            with connect(f"{match[1]}/session", max_size=2**24) as socket:
                yield Firefox(socket)
        finally:
            process.terminate()
