package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpMethod;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * To a server: a {@code POST} a batch, which is taken when the answer is 2xx. A redirect is not followed: nobody has
 * allowed the place it leads to.
 */
final class WebPush implements PushSink {
    private static final Logger log = LoggerFactory.getLogger(WebPush.class);
    private static final long ANSWERED_WITHIN_SECONDS = 60;

    private final WebClients clients;
    private final PushDestination.Web to;
    private final AtomicReference<@Nullable Request> sending = new AtomicReference<>();

    WebPush(WebClients clients, PushDestination.Web to) {
        this.clients = clients;
        this.to = to;
    }

    @Override
    public Either<Failure, Long> take(Batch batch) {
        return RowBytes.of(batch, to.form())
                .flatMap(body -> clients.client().flatMap(client -> {
                    Request request = client.newRequest(to.url())
                            .method(HttpMethod.POST)
                            .timeout(ANSWERED_WITHIN_SECONDS, TimeUnit.SECONDS)
                            .headers(headers -> {
                                RowBytes.headers(batch).forEach(headers::put);
                                headers.put("Idempotency-Key", batch.pushId() + "-" + batch.from());
                                to.token().ifPresent(token -> headers.put("Authorization", "Bearer " + token));
                            })
                            .body(new BytesRequestContent(to.form().contentType(), body));
                    return send(request).map(taken -> (long) body.length);
                }));
    }

    private Either<Failure, Integer> send(Request request) {
        sending.set(request);
        try {
            ContentResponse response = request.send();
            int status = response.getStatus();
            return status / 100 == 2 ? Either.right(status) : Either.left(refused(status));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Either.left(unreachable("the process ends"));
        } catch (TimeoutException silent) {
            return Either.left(unreachable("no answer came within " + ANSWERED_WITHIN_SECONDS + " s"));
        } catch (ExecutionException failed) {
            Throwable why = failed.getCause() == null ? failed : failed.getCause();
            return Either.left(
                    why instanceof AddressRefused refused
                            ? refused.failure()
                            : unreachable(why.getClass().getSimpleName()));
        } finally {
            sending.set(null);
        }
    }

    private Failure refused(int status) {
        String why = status / 100 == 3
                ? " by a redirect, which is not followed; give the URL where it leads, if that is allowed"
                : "";
        return HttpCode.PUSH_REFUSED.failure(to.place() + " answered " + status + why + ".", "answeredStatus", status);
    }

    private Failure unreachable(String why) {
        return HttpCode.PUSH_REFUSED.failure(to.place() + " does not take the rows: " + why + ".");
    }

    @Override
    public void stop() {
        Request request = sending.get();
        if (request != null) {
            var aborting = request.abort(new TimeoutException("the push was stopped"));
            log.debug("a batch is broken off: {}", aborting);
        }
    }
}
