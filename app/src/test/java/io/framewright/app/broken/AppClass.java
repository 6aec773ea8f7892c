package io.framewright.app.broken;

/** Something that only the app may know. */
public record AppClass() {}
