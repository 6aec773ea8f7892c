"""main_job.py AMQP_URL REDIS_URL DATA_FILE: the main job from another language, checked against docs/protocol.md.

DATA_FILE is a CSV file with a header, relative to a data root of the platform. Prints a line for each step; exits with 1
and says what differs if anything is not as the protocol promises.
"""

import datetime
import json
import sys
import uuid

from framewright_client import Framewright, NoSuchWorker


def check(holds, what):
    if not holds:
        sys.exit(f"DIFFERENT FROM THE PROTOCOL: {what}")


def main(amqp_url, redis_url, data_file):
    client = Framewright(amqp_url, redis_url)
    spawned = client.spawn()
    worker = spawned["workerId"]
    check(str(uuid.UUID(worker)) == worker, f"workerId {worker} is a UUID in lower case")
    check(spawned.keys() >= {"startedOn", "pid", "responseChannel", "host"}, f"SPAWN_WORKER tells {spawned}")
    print(f"spawned worker {worker}")

    record = client.record(worker)
    fields = {"startedOn", "pid", "responseChannel", "host", "managerId", "epoch", "status", "heartbeatOn"}
    check(record.keys() >= fields, f"worker:{worker} holds {sorted(record)}")
    datetime.datetime.fromisoformat(record["startedOn"].replace("Z", "+00:00"))
    check(record["startedOn"].endswith("Z"), "startedOn is RFC 3339")
    check(int(record["pid"]) == spawned["pid"], f"pid is {record['pid']}")
    check(record["responseChannel"] == client.channel, f"responseChannel is {record['responseChannel']}")
    check(record["status"] == "RUNNING", f"status is {record['status']}")
    check(client.redis.call("ZSCORE", "workers", worker) is not None, "the worker is in the set `workers`")
    check(client.broker.has_queue(worker), "the worker's queue is there")
    print(f"recorded since {record['startedOn']} in process {record['pid']}")

    saved = f"python-{worker}.json"
    stream = f"python-rows-{worker}"
    client.redis.call("XADD", stream, "*", "row", json.dumps({"n": 1}))
    head = [{"op": "limit", "rows": 5}]
    source = {"type": "csv", "path": data_file}
    destination = {"type": "json", "path": saved}
    rows = {"type": "redis-stream", "key": stream}
    framed = {"frame", "rowCount", "columns"}
    # What is sent, and what the success must tell at least.
    commands = [
        ("GET_INFO_WORKER", {}, {"uptimeMillis", "commandsHandled", "frames", "memoryBytes", "status", "epoch"}),
        ("LOAD_WORKER_FRAME_MANAGER", {"frame": "data", "source": source}, framed),
        ("GET_INFO_WORKER_FRAME_MANAGER", {"frame": "data"}, {"frames"}),
        ("MODIFY_WORKER_FRAME_MANAGER", {"frame": "data", "operations": head, "into": "head"}, framed),
        ("QUERY_WORKER_FRAME_MANAGER", {"frame": "head"}, {"rows", "rowCount", "columns"}),
        ("SAVE_WORKER_FRAME_MANAGER", {"frame": "head", "destination": destination}, {"frame", "rowCount", "bytes"}),
        ("LOAD_STREAM_WORKER_FRAME_MANAGER", {"frame": "live", "stream": rows}, {"frame", "streamId"}),
        ("KILL_STREAM_WORKER_FRAME_MANAGER", {"frame": "live"}, {"streamId", "rowsRead"}),
        ("KILL_WORKER_FRAME_MANAGER", {}, {"frames"}),
    ]
    client.arrived.clear()
    sent = [client.send(worker, command_type, data) for command_type, data, _ in commands]
    print(f"sent {len(sent)} commands")

    results = []
    for (command_type, _, wanted), command_id in zip(commands, sent):
        event = client.await_outcome(command_id)
        check(event["eventType"] == f"{command_type}_SUCCEEDED", f"{command_type} ended in {event}")
        check(event["commandId"] == command_id and event["workerId"] == worker, f"ids are those sent: {event}")
        check(event["epoch"] == int(record["epoch"]), f"epoch is that of the record: {event}")
        check(event["data"].keys() >= wanted, f"{command_type} tells {sorted(wanted)}: {sorted(event['data'])}")
        results.append(event["data"])
        print(f"{event['sequence']:>4}  {event['eventType']}")
    _, loaded, _, modified, page, written, streaming, stopped, dropped = results
    check(loaded["frame"] == "data" and loaded["rowCount"] > 5, f"LOAD read {loaded['rowCount']} rows")
    check(modified["frame"] == "head" and modified["rowCount"] == 5, f"MODIFY kept {modified['rowCount']} rows")
    check(len(page["rows"]) == 5 and page["rowCount"] == 5, f"QUERY gave {len(page['rows'])} rows")
    check(page["rows"][0].keys() == {c["name"] for c in loaded["columns"]}, "rows have the columns of the file")
    check(written["rowCount"] == 5 and written["bytes"] > 0, f"SAVE wrote {written}")
    check(stopped["streamId"] == streaming["streamId"], "KILL_STREAM ended the stream of LOAD_STREAM")
    check({"data", "head"} <= set(dropped["frames"]), f"KILL dropped {dropped['frames']}")

    arrived = list(client.arrived)
    check([event["commandId"] for event in arrived] == sent, "nine outcomes came, in the order of the commands")
    check(len({event["eventId"] for event in arrived}) == 9, "each outcome has an eventId of its own")
    recorded = client.events(worker)
    sequences = [event["sequence"] for event in recorded]
    check(sequences == list(range(1, len(recorded) + 1)), f"sequence grows by one: {sequences}")
    ended = [event for event in recorded if event["eventType"].endswith("_SUCCEEDED")]
    check(ended == arrived, "the stream replays what was published")
    last = sequences[-1]
    check([event["sequence"] for event in client.events(worker, last - 1)] == [last], "replay reads on from a sequence")
    print(f"replayed {len(recorded)} events from the stream")

    killed = client.kill(worker)
    check(killed["workerId"] == worker, f"KILL_WORKER tells {killed}")
    check(client.record(worker) == {}, "the worker's hash is gone")
    check(client.redis.call("ZSCORE", "workers", worker) is None, "the worker is out of the set `workers`")
    check(not client.broker.has_queue(worker), "the worker's queue is gone")
    try:
        client.send(worker, "GET_INFO_WORKER")
        check(False, "a message to a killed worker is returned")
    except NoSuchWorker:
        print("killed the worker: its queue and its record are gone")
    client.redis.call("DEL", stream)
    client.close()


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
