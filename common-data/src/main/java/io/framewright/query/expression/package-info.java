/**
 * Expressions over the columns of a frame: {@link io.framewright.query.expression.Expression} is the tree that a text
 * is read into, {@link io.framewright.query.expression.Evaluation} runs it as column kernels. The grammar is written
 * down in docs/guide/expressions.md. Nothing here runs code of the user's.
 */
@NullMarked
package io.framewright.query.expression;

import org.jspecify.annotations.NullMarked;
