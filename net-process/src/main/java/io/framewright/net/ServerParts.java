package io.framewright.net;

import io.framewright.client.Framewright;
import java.util.concurrent.Executor;

/** What answers requests, and what that needs: made together, and ended together. */
final class ServerParts implements AutoCloseable {
    private final EventPaths events;
    private final Uploads uploads;
    private final Pushes pushes;
    private final Audit audit;
    private final WorkerFrames frames;
    private final AskedRows asked;
    private final Routes.Handlers handlers;

    ServerParts(HttpConfig config, HttpPorts ports, Executor threads, OtherNodes others) {
        Framewright platform = ports.platform();
        HttpRules rules = config.rules();
        Requests requests = new Requests(config.requests().bodyBytes());
        FrameVersions versions = new FrameVersions();
        HttpConfig.Pinning pinning = config.pinning();
        PinnedFrames pinned = new PinnedFrames(pinning.time(), pinning.versions(), pinning.bytes(), System::nanoTime);
        ToldEvents told = new ToldEvents();
        this.frames = new WorkerFrames(platform, ports.host(), told);
        this.asked = new AskedRows(versions, pinned);
        CommandPaths commands = new CommandPaths(platform, requests, told, ports.host(), others);
        this.events = new EventPaths(platform, threads, config.capacity().followers(), told);
        this.uploads = new Uploads(rules.dataRoots(), rules.uploads());
        uploads.tidy();
        this.audit = new Audit(ports.streams(), ports.host(), versions);
        WebClients clients = new WebClients(rules.pushes(), threads);
        this.pushes = new Pushes(
                pinned,
                new PushSinks(platform, rules.dataRoots(), uploads, ports.publisher(), ports.streams(), clients));
        gauges(ports, pinned);
        this.handlers = new Routes.Handlers(
                new WorkerPaths(platform, ports.host(), requests),
                new HeldWorkers(frames, others, (config.capacity().threads() - Listening.OWN_THREADS) * 3 / 4),
                new RowsPages(asked),
                new FramePaths(platform, versions, commands, requests, new UploadPaths(uploads, commands), pushes),
                new PushPaths(requests, versions, rules.pushes(), pushes),
                commands,
                events,
                new NodePaths(platform),
                new DeadLetterPaths(platform),
                new HealthPaths(ports.host()),
                new MetricsPath(ports.metrics(), platform),
                new Assets(),
                new OpenApi());
    }

    private void gauges(HttpPorts ports, PinnedFrames pinned) {
        Metrics metrics = ports.metrics();
        metrics.gauge("framewright.frames.bytes", "Heap that frames take, estimated", ports.host(), Host::frameBytes);
        metrics.gauge("framewright.http.followers", "Who follows events", events, EventPaths::followers);
        metrics.gauge("framewright.http.pinned", "Versions kept for who pages", pinned, PinnedFrames::size);
    }

    Routes.Handlers handlers() {
        return handlers;
    }

    Audit audit() {
        return audit;
    }

    WorkerFrames frames() {
        return frames;
    }

    AskedRows asked() {
        return asked;
    }

    /** Tells followers that somebody is there. */
    void keepAlive() {
        events.keepAlive();
    }

    /** Ends what has no end of its own, so that no request is open any more. */
    void end() {
        events.close();
        pushes.close();
    }

    /** The rest, when nothing is asked for any more. */
    @Override
    public void close() {
        end();
        uploads.close();
        audit.close();
    }
}
