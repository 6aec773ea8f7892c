package io.framewright.app;

import com.fasterxml.jackson.databind.JsonNode;

/** What the demo found out: the rows of the summary, and what they are of. */
record DemoResult(JsonNode rows, DemoColumns columns) {}
