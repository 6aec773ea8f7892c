package io.framewright.app;

import io.framewright.client.Rows;

/** What the demo found out: the rows of the summary, and how they came about. */
record DemoResult(Rows rows, DemoSummary summary) {}
