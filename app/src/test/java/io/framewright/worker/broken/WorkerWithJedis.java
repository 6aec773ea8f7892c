package io.framewright.worker.broken;

import redis.clients.jedis.Jedis;

/** Breaks a rule of the house on purpose. */
public record WorkerWithJedis(Jedis forbidden) {}
