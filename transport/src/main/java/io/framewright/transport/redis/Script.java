package io.framewright.transport.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** A Lua script that Redis knows by its hash. Immutable. */
final class Script {
    static final Script COMMIT = of("retain.lua", "commit.lua");
    static final Script COMMITS = of("retain.lua", "commits.lua");
    static final Script REPUBLISH = of("republish.lua");
    static final Script STEP = of("step.lua");
    static final Script DROP_STEPS = of("dropsteps.lua");
    static final Script START = of("clock.lua", "start.lua");
    static final Script HEARTBEAT = of("clock.lua", "heartbeat.lua");
    static final Script STATUS = of("status.lua");
    static final Script LEAVE = of("leave.lua");
    static final Script IDLE = of("clock.lua", "idle.lua");
    static final Script CRASHED = of("clock.lua", "crashed.lua");
    static final Script DECIDED = of("decided.lua");
    static final Script RESTORE = of("clock.lua", "restore.lua");
    static final Script CANCEL = of("clock.lua", "cancel.lua");
    static final Script REMOVE = of("remove.lua");

    /** Those of a {@link ScriptTask}. */
    static final List<Script> OF_TASKS = List.of(COMMIT, COMMITS, REPUBLISH, STEP);

    private final String text;
    private final String sha;

    private Script(String text) {
        this.text = text;
        this.sha = sha1(text);
    }

    private static Script of(String... files) {
        StringBuilder text = new StringBuilder();
        for (String file : files) {
            text.append(read(file));
        }
        return new Script(text.toString());
    }

    String text() {
        return text;
    }

    String sha() {
        return sha;
    }

    /** Runs it; Redis is told the script if it does not know it (any more). */
    Object run(RedisClient redis, List<String> keys, List<String> arguments) {
        try {
            return redis.evalsha(sha, keys, arguments);
        } catch (JedisNoScriptException unknown) {
            return redis.eval(text, keys, arguments);
        }
    }

    private static String read(String file) {
        try (InputStream in = Script.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the script " + file + " is not in this jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String sha1(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJreHasIt) {
            throw new IllegalStateException("this Java lacks SHA-1", everyJreHasIt);
        }
    }
}
