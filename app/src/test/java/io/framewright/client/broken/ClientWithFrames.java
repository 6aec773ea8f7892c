package io.framewright.client.broken;

import io.framewright.frame.Frame;

/** Breaks a rule of the house on purpose. */
public record ClientWithFrames(Frame forbidden) {}
