package io.framewright.client.broken;

import akka.actor.typed.ActorRef;

/** Breaks a rule of the house on purpose. */
public record ClientWithAkka(ActorRef<?> forbidden) {}
