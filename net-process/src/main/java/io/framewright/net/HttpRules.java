package io.framewright.net;

import io.framewright.query.source.DataRoots;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who may do what over HTTP, and where to and from data goes. Immutable.
 *
 * @param dataRoots that files are pushed into and uploaded to
 * @param keys for TLS; empty for none
 * @param tokens the file of tokens that callers need one of; empty if nobody has to say who they are
 * @param readOnly whether nothing is changed over HTTP
 * @param pushes where frames may be pushed to
 * @param uploads how much may be brought
 */
public record HttpRules(
        DataRoots dataRoots,
        Optional<HttpKeys> keys,
        Optional<Path> tokens,
        boolean readOnly,
        PushAllowed pushes,
        UploadLimits uploads) {
    /** What holds on loopback: no TLS, no tokens, pushes into data roots and to workers only. */
    public static HttpRules ofLoopback(DataRoots dataRoots) {
        return new HttpRules(
                dataRoots, Optional.empty(), Optional.empty(), false, PushAllowed.defaults(), UploadLimits.defaults());
    }

    /** A copy with other data roots. */
    public HttpRules withDataRoots(DataRoots other) {
        return new HttpRules(other, keys, tokens, readOnly, pushes, uploads);
    }

    /** A copy that asks for tokens. */
    public HttpRules withTokens(Path file) {
        return new HttpRules(dataRoots, keys, Optional.of(file), readOnly, pushes, uploads);
    }

    /** A copy that talks TLS. */
    public HttpRules withKeys(HttpKeys other) {
        return new HttpRules(dataRoots, Optional.of(other), tokens, readOnly, pushes, uploads);
    }

    /** A copy that lets frames be pushed elsewhere. */
    public HttpRules withPushes(PushAllowed other) {
        return new HttpRules(dataRoots, keys, tokens, readOnly, other, uploads);
    }

    /** A copy with other quotas. */
    public HttpRules withUploads(UploadLimits other) {
        return new HttpRules(dataRoots, keys, tokens, readOnly, pushes, other);
    }

    /** A copy that changes nothing. */
    public HttpRules withReadOnly(boolean only) {
        return new HttpRules(dataRoots, keys, tokens, only, pushes, uploads);
    }

    /** Whether others than this machine may be served. */
    boolean isSafe() {
        return keys.isPresent() && tokens.isPresent();
    }
}
