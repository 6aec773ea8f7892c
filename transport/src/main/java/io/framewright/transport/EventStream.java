package io.framewright.transport;

/**
 * The keys of one sequence of events: a worker's, or the process managers'.
 *
 * @param recordKey the hash that holds the owner's {@code epoch} (a worker) or {@code sequence} (the managers)
 * @param eventsKey the Redis stream; the entry of event n has the id {@code n-0} and one field, {@code event}, so
 *     {@code XREAD STREAMS <eventsKey> n} reads on after event n
 * @param outcomesKey the hash {@code commandId → <sequence>:<request hash>} of the outcomes that are still in the
 *     stream
 * @param epochKey how often the owner was started before it was removed; kept as long as its events
 * @param stepsKey the Redis stream of what made the owner's frames since its oldest snapshot ({@link StepJournal})
 */
public record EventStream(String recordKey, String eventsKey, String outcomesKey, String epochKey, String stepsKey) {}
