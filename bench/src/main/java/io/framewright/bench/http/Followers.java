package io.framewright.bench.http;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Many who follow one worker's events. */
final class Followers {
    private final AtomicLong heard = new AtomicLong();
    private final CountDownLatch began;

    private Followers(int count) {
        this.began = new CountDownLatch(count);
    }

    /** Returns when all of them are connected. */
    static Followers start(UpProcess up, String worker, int count) throws IOException, InterruptedException {
        Followers followers = new Followers(count);
        for (int i = 0; i < count; i++) {
            HttpRequest request =
                    HttpRequest.newBuilder(up.uri(worker + "/events")).build();
            var unused = up.client().sendAsync(request, BodyHandlers.fromLineSubscriber(followers.new Lines()));
        }
        if (!followers.began.await(60, TimeUnit.SECONDS)) {
            throw new IOException(followers.began.getCount() + " of " + count + " could not follow");
        }
        return followers;
    }

    /** Events heard by all together. */
    long heard() {
        return heard.get();
    }

    private final class Lines implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (line.startsWith("retry:")) {
                began.countDown();
            } else if (line.startsWith("data:")) {
                heard.incrementAndGet();
            }
        }

        @Override
        public void onError(Throwable gone) {
            // The platform ends while they follow.
            began.countDown();
        }

        @Override
        public void onComplete() {
            began.countDown();
        }
    }
}
