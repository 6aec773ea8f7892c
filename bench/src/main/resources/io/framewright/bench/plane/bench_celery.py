"""A Celery worker as it comes: its pool, its prefetch, its acknowledgements; results in Redis."""
import os
import signal
import sys
import threading

from celery import Celery
from celery.signals import worker_ready

amqp, redis, _, names = sys.argv[1:5]
queues = open(names).read().split()
app = Celery("bench", broker=amqp, backend=redis)
app.conf.update(task_create_missing_queues=True, result_expires=30, worker_enable_remote_control=False)


@app.task(name="bench.echo")
def echo(number, text):
    return number


@worker_ready.connect
def ready(**_):
    print("ready", file=sys.__stdout__, flush=True)

    def wait():
        while os.read(0, 4096):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()


sys.exit(app.worker_main(["worker", "--loglevel=ERROR", "--without-gossip", "--without-mingle", "-Q", ",".join(queues)]))
