package io.framewright.transport.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.transport.RedactedUri;
import org.jspecify.annotations.Nullable;

/** What an AMQP error means. */
final class Problems {
    private Problems() {}

    static Failure unreachable(AmqpConfig config, String why) {
        return Failure.of(
                FailureCode.BROKER_UNAVAILABLE,
                "The message broker at " + RedactedUri.of(config.uri()) + " cannot be used: " + why + ".");
    }

    static Failure closed() {
        return Failure.of(FailureCode.BROKER_UNAVAILABLE, "The connection to the message broker was closed here.");
    }

    static Failure noSuchQueue(String queue) {
        return Failure.of(FailureCode.STREAM_NOT_FOUND, "There is no queue of the name " + queue + ".", "queue", queue);
    }

    /** Whether trying again with the same user, password and virtual host is pointless. */
    static boolean isRefusal(Throwable failure) {
        if (failure instanceof AuthenticationFailureException) {
            return true;
        }
        int code = code(failure);
        return code == AMQP.ACCESS_REFUSED || code == AMQP.NOT_ALLOWED;
    }

    /**
     * Whether the connection ended where credentials are checked: some brokers refuse them so, but a connection that is
     * cut at that moment looks the same. Only when it happens again and again is it a refusal.
     */
    static boolean isPerhapsRefusal(Throwable failure) {
        return failure instanceof PossibleAuthenticationFailureException;
    }

    /**
     * Whether the broker closed because of what it was sent, so that sending the same again would end the same way. A
     * connection that broke, and one that an operator closed, are no such thing.
     */
    static boolean isOurFault(ShutdownSignalException cause) {
        int code = code(cause);
        return code != 0 && code != AMQP.CONNECTION_FORCED && !cause.isInitiatedByApplication();
    }

    /** The AMQP reply code at the root of a failure, 0 if there is none. */
    static int code(@Nullable Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof ShutdownSignalException shutdown) {
                Method reason = shutdown.getReason();
                if (reason instanceof AMQP.Channel.Close close) {
                    return close.getReplyCode();
                }
                if (reason instanceof AMQP.Connection.Close close) {
                    return close.getReplyCode();
                }
            }
        }
        return 0;
    }

    /** What the broker or the system said, for a message. */
    static String describe(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof ShutdownSignalException shutdown) {
                Method reason = shutdown.getReason();
                if (reason instanceof AMQP.Channel.Close close) {
                    return close.getReplyCode() + " " + close.getReplyText();
                }
                if (reason instanceof AMQP.Connection.Close close) {
                    return close.getReplyCode() + " " + close.getReplyText();
                }
            }
        }
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
