package io.framewright.frame;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A stored pipeline: evaluated on demand over the version of the frame that is current then.
 *
 * @param operations a list as in protocol.md, section 6; nobody changes it
 */
public record View(JsonNode operations) {}
