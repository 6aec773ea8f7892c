"""A client of Framewright in plain Python 3: standard library only, written from docs/protocol.md alone.

It is an example: one connection of each kind, one thread, no reconnects. With pika and redis-py at hand, replace the
classes Amqp and Redis by them; docs/guide/other-languages.md says what by what.
"""

import collections
import datetime
import json
import socket
import struct
import time
import urllib.parse
import uuid


class NoSuchWorker(Exception):
    """The broker returned the message: no queue has this name."""


class Amqp:
    """As much of AMQP 0-9-1 as a client needs: publish mandatory and confirmed, and ask whether a queue is there."""

    def __init__(self, url, timeout=30):
        parts = urllib.parse.urlsplit(url)
        self.socket = socket.create_connection((parts.hostname, parts.port or 5672), timeout)
        self.input = self.socket.makefile("rb")
        self.socket.sendall(b"AMQP\x00\x00\x09\x01")
        self.expect(0, (10, 10))  # connection.start
        user, password = (urllib.parse.unquote(part or "guest") for part in (parts.username, parts.password))
        plain = f"\0{user}\0{password}".encode()
        self.send(0, (10, 11), struct.pack(">I", 0) + short("PLAIN") + long(plain) + short("en_US"))
        channels, self.frame_max, _ = struct.unpack(">HIH", self.expect(0, (10, 30)))  # connection.tune
        self.frame_max = self.frame_max or 131072
        self.send(0, (10, 31), struct.pack(">HIH", channels, self.frame_max, 0))  # no heartbeats
        vhost = urllib.parse.unquote(parts.path[1:]) or "/"
        self.send(0, (10, 40), short(vhost) + short("") + b"\0")
        self.expect(0, (10, 41))
        self.open_channel(1)
        self.send(1, (85, 10), b"\0")  # confirm.select
        self.expect(1, (85, 11))

    def open_channel(self, channel):
        self.send(channel, (20, 10), short(""))
        self.expect(channel, (20, 11))

    def publish(self, queue, body, message_id):
        """Returns when the broker has the message safe; raises NoSuchWorker if it gave it back."""
        self.send(1, (60, 40), struct.pack(">H", 0) + short("") + short(queue) + b"\1")  # basic.publish, mandatory
        flags = 1 << 15 | 1 << 12 | 1 << 7  # content-type, delivery-mode, message-id
        properties = short("application/json") + b"\2" + short(message_id)
        self.frame(2, 1, struct.pack(">HHQH", 60, 0, len(body), flags) + properties)
        step = self.frame_max - 8
        for start in range(0, len(body), step):
            self.frame(3, 1, body[start : start + step])
        answers = []
        # RabbitMQ returns, then acknowledges; other brokers refuse, then return.
        while (60, 80) not in answers and not {(60, 120), (60, 50)} <= set(answers):
            kind, channel, payload = self.read()
            if kind == 1 and channel == 1:
                answers.append(struct.unpack(">HH", payload[:4]))
        if (60, 50) in answers:
            raise NoSuchWorker(queue)

    def has_queue(self, queue):
        """A passive declare on a channel of its own, which the broker closes if there is no such queue."""
        self.open_channel(2)
        self.send(2, (50, 10), struct.pack(">H", 0) + short(queue) + b"\1" + struct.pack(">I", 0))
        found, payload = self.method(2)
        if found == (20, 40):  # channel.close: 404 is the answer "no", anything else is an error
            self.send(2, (20, 41))
            code = struct.unpack(">H", payload[:2])[0]
            if code != 404:
                raise ConnectionError(f"the broker closed the channel: {code} {payload[3:3 + payload[2]].decode()}")
            return False
        self.send(2, (20, 40), struct.pack(">H", 200) + short("") + struct.pack(">HH", 0, 0))
        self.expect(2, (20, 41))
        return True

    def close(self):
        self.send(0, (10, 50), struct.pack(">H", 200) + short("") + struct.pack(">HH", 0, 0))
        self.expect(0, (10, 51))
        self.socket.close()

    def send(self, channel, method, arguments=b""):
        self.frame(1, channel, struct.pack(">HH", *method) + arguments)

    def frame(self, kind, channel, payload):
        self.socket.sendall(struct.pack(">BHI", kind, channel, len(payload)) + payload + b"\xce")

    def read(self):
        """The next frame: its kind, channel and payload."""
        header = self.input.read(7)
        if len(header) < 7:
            raise ConnectionError("the broker closed the connection")
        kind, channel, size = struct.unpack(">BHI", header)
        payload = self.input.read(size)
        self.input.read(1)
        if kind == 1 and payload[:4] == struct.pack(">HH", 10, 50):  # connection.close
            raise ConnectionError("the broker closes the connection: " + payload[7 : 7 + payload[6]].decode())
        return kind, channel, payload

    def method(self, channel):
        """The next method on this channel, heartbeats and others left out."""
        while True:
            kind, on, payload = self.read()
            if kind == 1 and on == channel:
                return struct.unpack(">HH", payload[:4]), payload[4:]

    def expect(self, channel, method):
        found, payload = self.method(channel)
        if found != method:
            raise ConnectionError(f"expected method {method}, the broker sent {found}: {payload!r}")
        return payload


def short(text):
    """A short string of AMQP: one byte of length."""
    data = text.encode()
    return bytes([len(data)]) + data


def long(data):
    """A long string of AMQP: four bytes of length."""
    return struct.pack(">I", len(data)) + data


class Redis:
    """RESP2: a command is a list of texts, an answer a number, a text, None or a list of these."""

    def __init__(self, url, timeout=30):
        parts = urllib.parse.urlsplit(url)
        self.socket = socket.create_connection((parts.hostname, parts.port or 6379), timeout)
        self.input = self.socket.makefile("rb")
        if parts.password:
            user = [urllib.parse.unquote(parts.username)] if parts.username else []
            self.call("AUTH", *user, urllib.parse.unquote(parts.password))
        if parts.path.strip("/"):
            self.call("SELECT", parts.path.strip("/"))

    def call(self, *words):
        self.send(*words)
        return self.read()

    def send(self, *words):
        data = [str(word).encode() for word in words]
        self.socket.sendall(b"*%d\r\n" % len(data) + b"".join(b"$%d\r\n%s\r\n" % (len(d), d) for d in data))

    def read(self):
        line = self.input.readline()
        if not line.endswith(b"\r\n"):
            raise ConnectionError("Redis closed the connection")
        kind, rest = line[:1], line[1:-2]
        if kind == b"-":
            raise RuntimeError("Redis: " + rest.decode())
        if kind == b"+":
            return rest.decode()
        if kind == b":":
            return int(rest)
        if rest == b"-1":
            return None
        if kind == b"$":
            return self.input.read(int(rest) + 2)[:-2].decode()
        return [self.read() for _ in range(int(rest))]

    def close(self):
        self.socket.close()


class Framewright:
    """Spawns workers, sends them commands, and reads their events on a channel of its own."""

    def __init__(self, amqp_url, redis_url):
        self.channel = f"python-{uuid.uuid4()}"
        self.broker = Amqp(amqp_url)
        self.redis = Redis(redis_url)
        self.subscriber = Redis(redis_url)
        self.subscriber.call("SUBSCRIBE", self.channel)  # before the first command: no event is missed
        self.outcomes = {}
        self.arrived = collections.deque()  # outcomes nobody has taken yet, as they came

    def send(self, queue, command_type, data=None):
        """Publishes a command and gives its commandId; NoSuchWorker if there is no such queue."""
        command_id = str(uuid.uuid4())
        now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        command = {"commandType": command_type, "commandId": command_id, "timeStamp": now, "data": data or {}}
        self.broker.publish(queue, json.dumps(command).encode(), command_id)
        return command_id

    def next_event(self, timeout=30):
        """The next event on the channel. Outcomes are remembered; an event published again is given once more."""
        self.subscriber.socket.settimeout(timeout)
        _, _, text = self.subscriber.read()
        event = json.loads(text)
        malformed = event["eventType"] in ("MALFORMED_COMMAND_RECEIVED", "UNKNOWN_COMMAND_RECEIVED")
        if malformed or event["eventType"].endswith(("_SUCCEEDED", "_FAILED")):
            if event["commandId"] not in self.outcomes:
                self.arrived.append(event)
            self.outcomes[event["commandId"]] = event
        return event

    def await_outcome(self, command_id, timeout=30):
        """The event that ends this command. (`await` is a word of Python's.)"""
        deadline = time.monotonic() + timeout
        while command_id not in self.outcomes:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"no outcome of {command_id}")
            self.next_event(left)
        return self.outcomes[command_id]

    def spawn(self):
        """A new worker; its events come to this client's channel."""
        return self.manage("SPAWN_WORKER", {})

    def kill(self, worker_id, drain=False):
        return self.manage("KILL_WORKER", {"workerId": worker_id, "drain": drain})

    def manage(self, command_type, data):
        event = self.await_outcome(
            self.send("process-manager", command_type, {**data, "responseChannel": self.channel})
        )
        if not event["eventType"].endswith("_SUCCEEDED"):
            raise RuntimeError(event["data"]["error"]["message"])
        return event["data"]

    def record(self, worker_id):
        """The hash of a worker; empty if there is none."""
        flat = self.redis.call("HGETALL", f"worker:{worker_id}")
        return dict(zip(flat[::2], flat[1::2]))

    def events(self, worker_id, after=0):
        """The recorded events of a worker whose sequence is greater than `after`: what pub/sub has forgotten."""
        entries = self.redis.call("XRANGE", f"{{worker:{worker_id}}}:events", "-", "+")
        events = [json.loads(dict(zip(fields[::2], fields[1::2]))["event"]) for _, fields in entries]
        return [event for event in events if event["sequence"] > after]

    def close(self):
        self.broker.close()
        self.redis.close()
        self.subscriber.close()
