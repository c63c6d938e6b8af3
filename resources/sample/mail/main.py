"""Catches all mail of a development stack: SMTP on 1025, what it caught on http port 8025. Relays nothing."""

import email
import email.policy
import html
import json
import logging
import signal
import threading
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller

from common.settings import log_to_stdout

log = log_to_stdout("mail")
logging.getLogger("mail.log").setLevel(logging.WARNING)
caught: deque[dict[str, Any]] = deque(maxlen=500)


class Catch:
    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        body = message.get_body(("plain", "html"))
        text = body.get_content() if body else ""
        subject = str(message["Subject"] or "")
        caught.appendleft({"from": envelope.mail_from, "to": envelope.rcpt_tos, "subject": subject, "text": text})
        log.info("caught a mail: %s", subject)
        return "250 Caught"


class Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/":
            self.answer(200, "text/html", page())
        elif self.path == "/messages":
            self.answer(200, "application/json", json.dumps(list(caught)))
        elif self.path == "/health":
            self.answer(200, "application/json", '{"status": "ok"}')
        else:
            self.answer(404, "text/plain", "There is nothing at this address.")

    def answer(self, status: int, kind: str, text: str) -> None:
        content = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Says nothing: the health check asks every few seconds."""


def page() -> str:
    mails = "".join(
        f"<h2>{html.escape(mail['subject'])}</h2><p>to {html.escape(', '.join(mail['to']))}</p>"
        f"<pre>{html.escape(mail['text'])}</pre>"
        for mail in list(caught)
    )
    return f"<!doctype html><title>Caught mail</title>{mails or '<p>No mail yet.</p>'}"


def main() -> None:
    smtp = Controller(Catch(), hostname="0.0.0.0", port=1025)
    smtp.start()
    pages = ThreadingHTTPServer(("0.0.0.0", 8025), Pages)
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=pages.shutdown).start())
    log.info("catching mail")
    pages.serve_forever(poll_interval=0.1)
    smtp.stop()


if __name__ == "__main__":
    main()
