package io.framewright.either.broken;

import com.fasterxml.jackson.databind.JsonNode;

/** Breaks a rule of the house on purpose. */
public record EitherWithJackson(JsonNode forbidden) {}
