package io.framewright.query.source;

import io.framewright.event.FailureCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * One XML file in a workbook, element by element: without document types and entities, and never with more of it in
 * memory than a cell may have. Names are without their namespace. Not thread-safe.
 */
final class ExcelPart {
    /** How much may be read for one event: a tag with its attributes, or a piece of text. */
    private static final long MOST_AT_ONCE = 1 << 25;

    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader xml;
    private final Counting in;
    private final int maxText;

    /**
     * @param expanded how many bytes all parts have come to, counted on
     * @param maxText of one text, in characters
     */
    ExcelPart(InputStream in, AtomicLong expanded, DataLimits limits) throws XMLStreamException {
        this.in = new Counting(in, expanded, limits.maxExpandedBytes());
        this.xml = FACTORY.createXMLStreamReader(this.in);
        this.maxText = limits.maxCellLength();
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }

    /** The name of the next element; with a slash before it where it ends; null at the end. */
    @Nullable
    String next() throws XMLStreamException {
        while (xml.hasNext()) {
            in.sinceEvent = 0;
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return xml.getLocalName();
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                return "/" + xml.getLocalName();
            }
        }
        return null;
    }

    /** An attribute of the element that begins here, whatever its namespace. */
    @Nullable
    String attribute(String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    String attribute(String name, String otherwise) {
        String value = attribute(name);
        return value == null ? otherwise : value;
    }

    /** The text of the element that begins here, without that of elements in it; stands at its end then. */
    String text() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int depth = 1;
        while (depth > 0) {
            in.sinceEvent = 0;
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE, XMLStreamConstants.CDATA -> {
                    if (depth == 1) {
                        if (text.length() + (long) xml.getTextLength() > maxText) {
                            throw tooLong(maxText);
                        }
                        text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                    }
                }
                default -> {}
            }
        }
        return text.toString();
    }

    static Refused tooLong(int maxText) {
        return new Refused(
                FailureCode.MEMORY_LIMIT,
                "A cell has more than " + maxText + " characters, the limit.",
                Map.of("maxCellLength", maxText));
    }

    /** Counts what is read, and stops at the limits. */
    private static final class Counting extends FilterInputStream {
        private final AtomicLong expanded;
        private final long most;
        private long sinceEvent;

        Counting(InputStream in, AtomicLong expanded, long most) {
            super(in);
            this.expanded = expanded;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count > 0) {
                sinceEvent += count;
                if (expanded.addAndGet(count) > most || sinceEvent > MOST_AT_ONCE) {
                    throw new Refused(
                            FailureCode.MEMORY_LIMIT,
                            "The workbook has more than " + most + " bytes once it is expanded, the limit, or "
                                    + MOST_AT_ONCE + " in one element.",
                            Map.of("maxExpandedBytes", most));
                }
            }
            return count;
        }

        @Override
        public void close() {
            // The zip goes on behind this part.
        }
    }
}
