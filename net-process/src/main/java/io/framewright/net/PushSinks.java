package io.framewright.net;

import io.framewright.client.Framewright;
import io.framewright.query.source.DataRoots;
import io.framewright.transport.CommandPublisher;
import io.framewright.transport.EntryStreams;

/**
 * Opens what takes the rows, by the destination.
 *
 * @param platform sends loads to other workers
 * @param roots that files are written below
 */
record PushSinks(
        Framewright platform,
        DataRoots roots,
        Uploads uploads,
        CommandPublisher publisher,
        EntryStreams streams,
        WebClients clients)
        implements AutoCloseable {
    PushSink open(PushDestination destination) {
        if (destination instanceof PushDestination.ToWorker worker) {
            return new WorkerPush(platform, uploads, worker);
        }
        if (destination instanceof PushDestination.File file) {
            return new FilePush(roots, file);
        }
        if (destination instanceof PushDestination.Queue queue) {
            return new QueuePush(publisher, queue);
        }
        if (destination instanceof PushDestination.Stream stream) {
            return new StreamPush(streams, stream);
        }
        if (destination instanceof PushDestination.Web web) {
            return new WebPush(clients, web);
        }
        throw new IllegalStateException(destination.type());
    }

    /** What was given is closed by whoever gave it. */
    @Override
    public void close() {
        clients.close();
    }
}
