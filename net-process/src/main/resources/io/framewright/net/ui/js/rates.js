/** How many events workers had in a second, from the number of their last one. */
const KEPT = 40;

export class Rates {
  #seen = new Map();

  /** Notes the sequence of the last event; undefined where it is not known. */
  saw(workerId, sequence, now = performance.now()) {
    if (sequence === undefined) return;
    const before = this.#seen.get(workerId);
    if (!before) {
      this.#seen.set(workerId, { sequence, now, rates: [] });
    } else if (now > before.now) {
      before.rates.push(Math.max(0, ((sequence - before.sequence) * 1000) / (now - before.now)));
      if (before.rates.length > KEPT) before.rates.shift();
      before.sequence = sequence;
      before.now = now;
    }
  }

  /** Of the last look; undefined before there were two. */
  of(workerId) {
    return this.#seen.get(workerId)?.rates.at(-1);
  }

  lately(workerId) {
    return this.#seen.get(workerId)?.rates ?? [];
  }
}
