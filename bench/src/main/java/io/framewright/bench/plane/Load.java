package io.framewright.bench.plane;

/**
 * What one peer did in one round.
 *
 * @param perSecond completed round trips a second, saturated
 * @param workerMicros processor time of the peer's process a command, saturated
 * @param redisMicros processor time of Redis a command, saturated
 * @param aloneMicros median of a round trip with one command under way
 */
record Load(double perSecond, double workerMicros, double redisMicros, double aloneMicros) {}
