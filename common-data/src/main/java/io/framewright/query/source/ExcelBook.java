package io.framewright.query.source;

import io.framewright.query.source.ExcelDates.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** What a workbook says about its sheets, and what they share: their texts and how cells are shown. Not thread-safe. */
final class ExcelBook {
    private static final int TEXT_OVERHEAD = 56;
    private static final String PREFIX = "xl/";
    private static final String WORKBOOK = "xl/workbook.xml";
    private static final String RELATIONS = "xl/_rels/workbook.xml.rels";
    private static final String TEXTS = "xl/sharedStrings.xml";

    /** What sheets share. */
    static final List<String> PARTS = List.of(WORKBOOK, RELATIONS, TEXTS, "xl/styles.xml");

    private final MemoryBudget budget;
    private final int maxText;
    private final ExcelDates dates = new ExcelDates();
    /** Name to the id by which its file is found. */
    private final Map<String, String> sheets = new LinkedHashMap<>();

    private final Map<String, String> targets = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private final List<Integer> formats = new ArrayList<>();

    ExcelBook(MemoryBudget budget, int maxText) {
        this.budget = budget;
        this.maxText = maxText;
    }

    /** Reads one of {@link #PARTS}. */
    void read(String name, ExcelPart part) throws XMLStreamException {
        switch (name) {
            case WORKBOOK -> workbook(part);
            case RELATIONS -> relations(part);
            case TEXTS -> texts(part);
            default -> styles(part);
        }
    }

    List<String> sheetNames() {
        return List.copyOf(sheets.keySet());
    }

    /** The part with the cells of a sheet; null if there is none. */
    @Nullable
    String partOf(String sheet) {
        String target = targets.get(sheets.get(sheet));
        if (target == null) {
            return null;
        }
        return target.startsWith("/") ? target.substring(1) : PREFIX + target;
    }

    /** A text that cells share. */
    String text(int index) {
        if (index < 0 || index >= texts.size()) {
            throw new Damaged("a cell is of no text there is");
        }
        return texts.get(index);
    }

    /** What numbers in cells of this style stand for. */
    Kind kind(int style) {
        return style < 0 || style >= formats.size() ? Kind.NUMBER : dates.kind(formats.get(style));
    }

    ExcelDates dates() {
        return dates;
    }

    private void workbook(ExcelPart part) throws XMLStreamException {
        for (String name = part.next(); name != null; name = part.next()) {
            if (name.equals("workbookPr")) {
                String from1904 = part.attribute("date1904", "0");
                if (from1904.equals("1") || from1904.equals("true")) {
                    dates.from1904();
                }
            } else if (name.equals("sheet")) {
                take(TEXT_OVERHEAD);
                sheets.put(part.attribute("name", ""), part.attribute("id", ""));
            }
        }
    }

    private void relations(ExcelPart part) throws XMLStreamException {
        for (String name = part.next(); name != null; name = part.next()) {
            if (name.equals("Relationship")) {
                take(TEXT_OVERHEAD);
                targets.put(part.attribute("Id", ""), part.attribute("Target", ""));
            }
        }
    }

    private void texts(ExcelPart part) throws XMLStreamException {
        for (String name = part.next(); name != null; name = part.next()) {
            if (name.equals("si")) {
                String text = rich(part, "/si", maxText);
                take(TEXT_OVERHEAD + 2L * text.length());
                texts.add(text);
            }
        }
    }

    private void styles(ExcelPart part) throws XMLStreamException {
        boolean ofCells = false;
        for (String name = part.next(); name != null; name = part.next()) {
            switch (name) {
                case "numFmt" -> {
                    String code = part.attribute("formatCode", "");
                    take(TEXT_OVERHEAD + 2L * code.length());
                    dates.format(number(part.attribute("numFmtId", "0")), code);
                }
                case "cellXfs" -> ofCells = true;
                case "/cellXfs" -> ofCells = false;
                case "xf" -> {
                    if (ofCells) {
                        take(Long.BYTES);
                        formats.add(number(part.attribute("numFmtId", "0")));
                    }
                }
                default -> {}
            }
        }
    }

    private void take(long bytes) {
        budget.take(bytes);
    }

    /** A text that may be in pieces of different looks; how it is pronounced is left out. */
    static String rich(ExcelPart part, String end, int maxText) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        boolean spoken = false;
        for (String name = part.next(); name != null && !name.equals(end); name = part.next()) {
            if (name.equals("rPh") || name.equals("/rPh")) {
                spoken = name.equals("rPh");
            } else if (name.equals("t")) {
                String piece = part.text();
                if (!spoken) {
                    text.append(piece);
                }
                if (text.length() > maxText) {
                    throw ExcelPart.tooLong(maxText);
                }
            }
        }
        return unescaped(text.toString());
    }

    /** {@code _x000D_} stands for a character that XML does not have. */
    static String unescaped(String text) {
        int at = text.indexOf("_x");
        if (at < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        int done = 0;
        while (at >= 0) {
            int code = at + 7 <= text.length() && text.charAt(at + 6) == '_' ? hex(text, at + 2) : -1;
            if (code >= 0) {
                plain.append(text, done, at).append((char) code);
                done = at + 7;
            }
            at = text.indexOf("_x", Math.max(done, at + 1));
        }
        return plain.append(text, done, text.length()).toString();
    }

    private static int hex(String text, int at) {
        int code = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            code = code << 4 | digit;
        }
        return code;
    }

    static int number(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException none) {
            throw new Damaged(
                    "it has '" + text.substring(0, Math.min(20, text.length())) + "' where a number should be");
        }
    }
}
