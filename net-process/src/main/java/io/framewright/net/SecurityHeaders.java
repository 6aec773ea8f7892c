package io.framewright.net;

import io.javalin.http.Context;
import java.util.Map;

/** What every answer tells browsers to keep from doing. */
final class SecurityHeaders {
    private static final Map<String, String> ALL = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Content-Security-Policy",
                    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self';"
                            + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
            "Cache-Control", "no-store");

    private SecurityHeaders() {}

    /** Puts them; what answers may say something else where it knows better. */
    static void put(Context request) {
        ALL.forEach(request::header);
    }
}
