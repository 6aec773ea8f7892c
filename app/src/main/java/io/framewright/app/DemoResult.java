package io.framewright.app;

import com.fasterxml.jackson.databind.JsonNode;

/** What the demo found out: the rows of the summary, and how they came about. */
record DemoResult(JsonNode rows, DemoSummary summary) {}
