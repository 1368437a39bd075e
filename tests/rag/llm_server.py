"""A language model on loopback that says what a test scripts, in OpenAI's wire format."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Say = Callable[[list[dict[str, str]]], str]


@dataclass
class Server:
    """What the server says and how it misbehaves, and what it was asked.

    `manner` is '' or: cut, stall, length, json, error, plain, a status ('401'), or a status that
    only the first request gets ('500 once'); `reason` is what it says then. `thoughts` come before
    the answer, in a field of their own.
    """

    say: Say
    manner: str = ""
    reason: str = ""
    thoughts: str = ""
    models: tuple[str, ...] = ("tiny",)
    pieces: int = 7
    requests: list[dict[str, object]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    url: str = ""


@contextmanager
def serving(say: Say | str, manner: str = "", **more: object) -> Iterator[Server]:
    """Run a server until the block ends."""
    script = (lambda messages: say) if isinstance(say, str) else say
    server = Server(script, manner, **more)  # type: ignore[arg-type]
    handler = type("Handler", (_Handler,), {"script": server})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as http:
        http.daemon_threads = True
        server.url = f"http://127.0.0.1:{http.server_address[1]}/v1"
        thread = threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server
        http.shutdown()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    script: Server

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        if self._refused():
            return
        rows = [
            {"id": name, "object": "model", "created": 0, "owned_by": "me"}
            for name in self.script.models
        ]
        self._send(200, json.dumps({"object": "list", "data": rows}))

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.script.requests.append(body)
        self.script.headers.append({k.lower(): v for k, v in self.headers.items()})
        if self._refused():
            return
        if body["model"] not in self.script.models:
            self._send(404, json.dumps({"error": {"message": f"model {body['model']} not found"}}))
        elif body.get("stream"):
            self._stream(self.script.say(body["messages"]))
        else:
            message = {"role": "assistant", "content": self.script.say(body["messages"])}
            choice = {"index": 0, "message": message, "finish_reason": "stop"}
            row = {"id": "1", "object": "chat.completion", "created": 0, "model": "tiny"}
            self._send(200, json.dumps(row | {"choices": [choice]}))

    def _refused(self) -> bool:
        status, _, once = self.script.manner.partition(" ")
        if once:
            self.script.manner = ""
        if not status.isdigit():
            return False
        self._send(int(status), json.dumps({"error": {"message": self._reason(int(status))}}))
        return True

    def _reason(self, status: int) -> str:
        if self.script.reason:
            return self.script.reason
        return "Unsupported value: 'temperature'" if status == 400 else "no"

    def _stream(self, text: str) -> None:
        manner, step = self.script.manner, self.script.pieces
        self.send_response(200)
        kind = "application/json" if manner == "plain" else "text/event-stream"
        self.send_header("content-type", kind)
        self.end_headers()
        if manner == "plain":
            self.wfile.write(b"<html>hello</html>")
            return
        if self.script.thoughts:
            self._event({"role": "assistant", "reasoning_content": self.script.thoughts})
        pieces = [text[i : i + step] for i in range(0, len(text), step)]
        for number, piece in enumerate(pieces):
            if number >= len(pieces) // 2 and manner in ("cut", "stall", "json", "error"):
                self._fail(manner)
                return
            self._event({"content": piece})
        self._event({}, "length" if manner == "length" else "stop")
        self.wfile.write(b"data: [DONE]\n\n")

    def _fail(self, manner: str) -> None:
        if manner == "stall":
            time.sleep(1.5)
        elif manner == "json":
            self.wfile.write(b'data: {"choices": [\n\n')
        elif manner == "error":
            self.wfile.write(b'data: {"error": {"message": "out of memory"}}\n\n')

    def _event(self, delta: dict[str, str], finish: str | None = None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        row = {
            "id": "1",
            "object": "chat.completion.chunk",
            "created": 0,
            "model": "tiny",
            "choices": [choice],
        }
        self.wfile.write(f"data: {json.dumps(row, ensure_ascii=False)}\n\n".encode())
        self.wfile.flush()

    def _send(self, status: int, body: str) -> None:
        data = body.encode()
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("location", "http://127.0.0.1:1/v1/chat/completions")
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
