package io.framewright.client.query;

/** What the text of an expression is, which says where it needs parentheses. */
enum Form {
    /** Binds as tightly as can be: a column, a value, a call, a case. */
    ATOM,
    /** An operator and its operands. */
    COMPOUND,
    /** Conditions with and between them; one more may stand behind. */
    AND,
    /** Conditions with or between them; one more may stand behind. */
    OR,
    /** Written by the caller: it may be anything. */
    RAW
}
