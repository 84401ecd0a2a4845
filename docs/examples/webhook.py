"""A receiver of webhooks: python docs/examples/webhook.py, with the secret in WEBHOOK_SECRET."""

import base64
import hashlib
import hmac
import json
import os
import time
from http.server import BaseHTTPRequestHandler, HTTPServer


def verified(secret, headers, body):
    """What was sent, if it is genuine and not older than five minutes; else None."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    sent_at = headers["webhook-timestamp"]
    signed = f"{headers['webhook-id']}.{sent_at}.".encode() + body
    wanted = "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    given = headers["webhook-signature"].split()
    genuine = any(hmac.compare_digest(wanted, each) for each in given)
    return json.loads(body) if genuine and abs(time.time() - int(sent_at)) < 300 else None


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        message = verified(os.environ["WEBHOOK_SECRET"], self.headers, body)
        self.send_response(204 if message else 401)
        self.end_headers()
        for change in message["data"]["changes"] if message else []:
            print(change["kind"], change["slug"], change["url_en"])


if __name__ == "__main__":
    HTTPServer(("127.0.0.1", 8765), Receiver).serve_forever()
