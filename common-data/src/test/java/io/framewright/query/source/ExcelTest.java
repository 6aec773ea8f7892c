package io.framewright.query.source;

import static io.framewright.query.source.Loading.assertCode;
import static io.framewright.query.source.Loading.columns;
import static io.framewright.query.source.Loading.left;
import static io.framewright.query.source.Loading.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workbooks that Apache POI writes, and files that are none. */
@Timeout(60)
class ExcelTest {
    /** No cell. */
    private static final Object NONE = new Object();

    @TempDir
    Path root;

    private Loading loading = new Loading(Path.of("."));

    @BeforeEach
    void openRoot() {
        loading = new Loading(root);
    }

    private static byte[] bytes(Workbook book) {
        try (book) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            book.write(bytes);
            return bytes.toByteArray();
        } catch (IOException inMemory) {
            throw new IllegalStateException(inMemory);
        }
    }

    /**
     * A sheet of these rows: NONE for no cell, whole numbers and others, truths and texts; other cells are set later.
     */
    private static Workbook book(Workbook book, String sheet, Object[]... rows) {
        Sheet cells = book.createSheet(sheet);
        for (int r = 0; r < rows.length; r++) {
            Row row = cells.createRow(r);
            for (int c = 0; c < rows[r].length; c++) {
                Object value = rows[r][c];
                if (value instanceof Number number) {
                    row.createCell(c).setCellValue(number.doubleValue());
                } else if (value instanceof Boolean truth) {
                    row.createCell(c).setCellValue(truth);
                } else if (!value.equals(NONE)) {
                    row.createCell(c).setCellValue(value.toString());
                }
            }
        }
        return book;
    }

    /** What the guide's example reads. */
    static byte[] measurements() {
        return bytes(book(new XSSFWorkbook(), "2001", row("station", "celsius"), row("Quito", 14), row("Lagos")));
    }

    private static Object[] row(Object... cells) {
        return cells;
    }

    private Frame load(Workbook book) {
        loading.file("b.xlsx", bytes(book));
        return loading.load("{'type': 'excel', 'path': 'b.xlsx'}");
    }

    private Failure failure() {
        return left(loading.tryLoad("{'type': 'excel', 'path': 'b.xlsx'}"));
    }

    @Test
    void cellsBecomeTheNarrowestTypesAndKeepWhatTheySay() {
        Frame frame = load(book(
                new XSSFWorkbook(),
                "s",
                row("whole", "real", "truth", "text", "mixed", NONE, "long"),
                row(1, 1.5, true, "01234", 7, NONE, 12345678901L),
                row(NONE, NONE, NONE, NONE, NONE, NONE, NONE),
                row(-2, 0.1, false, "", "seven", "x", NONE),
                row(NONE, 3, NONE, NONE, true, NONE, 1, "beyond")));

        assertThat(columns(frame))
                .containsExactly(
                        "whole INTEGER",
                        "real DOUBLE",
                        "truth BOOLEAN",
                        "text STRING",
                        "mixed STRING",
                        "column6 STRING",
                        "long LONG",
                        "column8 STRING");
        assertThat(values(frame, "whole")).containsExactly(1, -2, null);
        assertThat(values(frame, "real")).containsExactly(1.5, 0.1, 3.0);
        assertThat(values(frame, "truth")).containsExactly(true, false, null);
        assertThat(values(frame, "text")).containsExactly("01234", "", null);
        assertThat(values(frame, "mixed")).containsExactly("7", "seven", "true");
        assertThat(values(frame, "column6")).containsExactly(null, "x", null);
        assertThat(values(frame, "long")).containsExactly(12345678901L, null, 1L);
        assertThat(values(frame, "column8")).containsExactly(null, null, "beyond");
    }

    @Test
    void datesAreToldByHowTheyAreShown() {
        Frame frame = load(dates(new XSSFWorkbook()));

        assertThat(columns(frame))
                .containsExactly("date LOCAL_DATE", "time LOCAL_TIME", "both LOCAL_DATE_TIME", "elapsed DOUBLE");
        assertThat(values(frame, "date")).containsExactly(LocalDate.of(2024, 2, 29), LocalDate.of(1900, 1, 1));
        assertThat(values(frame, "time")).containsExactly(LocalTime.of(18, 20, 30), LocalTime.MIDNIGHT);
        assertThat(values(frame, "both"))
                .containsExactly(LocalDateTime.of(2024, 2, 29, 18, 20, 30), LocalDateTime.of(2024, 3, 1, 0, 0));
        assertThat(values(frame, "elapsed")).containsExactly(1.25, 2.0);
    }

    private static Workbook dates(Workbook book) {
        book(book, "s", row("date", "time", "both", "elapsed"), row(), row());
        Object[][] cells = {
            {
                LocalDate.of(2024, 2, 29),
                (18 * 3600 + 20 * 60 + 30) / 86400.0,
                LocalDateTime.of(2024, 2, 29, 18, 20, 30),
                1.25
            },
            {1.0, 0.0, LocalDateTime.of(2024, 3, 1, 0, 0), 2.0}
        };
        String[] formats = {"dd\\.mm\\.yyyy;@", "hh:mm:ss AM/PM", "[$-407]yyyy-mm-dd \"um\" hh:mm", "[h]:mm"};
        for (int r = 0; r < 2; r++) {
            for (int c = 0; c < 4; c++) {
                Cell cell = book.getSheet("s").getRow(r + 1).createCell(c);
                if (cells[r][c] instanceof LocalDate date) {
                    cell.setCellValue(date);
                } else if (cells[r][c] instanceof LocalDateTime at) {
                    cell.setCellValue(at);
                } else {
                    cell.setCellValue((Double) cells[r][c]);
                }
                CellStyle style = book.createCellStyle();
                style.setDataFormat(book.createDataFormat().getFormat(formats[c]));
                cell.setCellStyle(style);
            }
        }
        return book;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "General | NUMBER",
                "0.00E+00 | NUMBER",
                "#,##0 \"days\" | NUMBER",
                "[Red]0;0 \"y\" | NUMBER",
                "yyyy-mm-dd | DATE",
                "mmm | DATE",
                "h:mm | TIME",
                "mm:ss.0 | TIME",
                "d/m/yy h:mm | DATE_TIME",
                "[hh]:mm:ss | NUMBER"
            })
    void formatsTellDatesFromNumbers(String code, ExcelDates.Kind kind) {
        assertThat(ExcelDates.kindOf(code)).isEqualTo(kind);
    }

    @Test
    void formulasAreTheirLastResultsAndErrorsAreMissing() {
        XSSFWorkbook book = new XSSFWorkbook();
        book(book, "s", row("sum", "word", "error", "n"), row(NONE, NONE, NONE, 4), row(NONE, NONE, NONE, 5));
        Row row = book.getSheet("s").getRow(1);
        row.createCell(0).setCellFormula("D2*2");
        row.createCell(1).setCellFormula("\"a\"&\"b\"");
        row.createCell(2).setCellFormula("1/0");
        book.getCreationHelper().createFormulaEvaluator().evaluateAll();
        book.getSheet("s").getRow(2).createCell(2).setCellErrorValue(FormulaError.NA.getCode());

        Frame frame = load(book);

        assertThat(values(frame, "sum")).containsExactly(8, null);
        assertThat(values(frame, "word")).containsExactly("ab", null);
        assertThat(values(frame, "error")).containsExactly(null, null);
    }

    @Test
    void textsOfManyLooksAreOneTextAndEscapesAreRead() {
        XSSFWorkbook book = new XSSFWorkbook();
        book(book, "s", row("t"), row("x"), row("x"));
        XSSFRichTextString rich = new XSSFRichTextString("Zürich & <co>");
        rich.applyFont(0, 3, book.createFont());
        book.getSheet("s").getRow(1).getCell(0).setCellValue(rich);

        assertThat(values(load(book), "t")).containsExactly("Zürich & <co>", "x");
        assertThat(ExcelBook.unescaped("a_x000D_b_x00zz__x_x0041_")).isEqualTo("a\rb_x00zz__xA");
    }

    @Test
    void aSheetIsTakenByItsNameAndElseTheFirst() {
        Workbook book = book(new SXSSFWorkbook(), "one", row("a"), row(1));
        loading.file("b.xlsx", bytes(book(book, "two", row("b"), row("x"))));

        assertThat(columns(loading.load("{'type': 'excel', 'path': 'b.xlsx'}"))).containsExactly("a INTEGER");
        assertThat(columns(loading.load("{'type': 'excel', 'path': 'b.xlsx', 'sheet': 'two'}")))
                .containsExactly("b STRING");
        assertThat(columns(loading.load(
                        "{'type': 'excel', 'path': 'b.xlsx', 'header': false, 'types': {'column1': 'STRING'}}")))
                .containsExactly("column1 STRING");
        Failure failure = left(loading.tryLoad("{'type': 'excel', 'path': 'b.xlsx', 'sheet': 'three'}"));
        assertCode(failure, FailureCode.INVALID_COMMAND);
        assertThat(failure.detail()).containsEntry("sheets", List.of("one", "two"));
        assertCode(
                left(loading.tryLoad("{'type': 'excel', 'path': 'b.xlsx', 'types': {'nope': 'STRING'}}")),
                FailureCode.COLUMN_NOT_FOUND);
    }

    @Test
    void aColumnThatTurnsOutToBeTextIsReadAgain() {
        Object[][] rows = new Object[3001][];
        rows[0] = row("n");
        for (int i = 1; i <= 3000; i++) {
            rows[i] = row(i == 2999 ? "last" : (Object) (i / 2.0));
        }
        List<Object> read = values(load(book(new SXSSFWorkbook(), "s", rows)), "n");

        assertThat(read).hasSize(3000).contains("0.5", "1", "last").doesNotContainNull();
    }

    @Test
    void limitsAreKept() {
        loading.file("b.xlsx", bytes(book(new XSSFWorkbook(), "s", row("a", "b"), row("abcd", 1), row("efgh", 2))));
        DataLimits limits = DataLimits.defaults();
        for (DataLimits tight : List.of(
                limits.withMaxRows(1),
                limits.withMaxColumns(1),
                limits.withMaxCellLength(3),
                limits.withMaxFrameBytes(100),
                limits.withMaxFileBytes(10, 10),
                limits.withMaxFileBytes(1 << 20, 500))) {
            assertCode(
                    left(new ExcelSource("b.xlsx", Optional.empty(), true, Map.of()).load(loading.context(tight))),
                    FailureCode.MEMORY_LIMIT);
        }
    }

    private static byte[] zip(String part, Consumer<ZipOutputStream> content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(part));
            content.accept(zip);
        } catch (IOException inMemory) {
            throw new IllegalStateException(inMemory);
        }
        return bytes.toByteArray();
    }

    private static Consumer<ZipOutputStream> text(String text, int times) {
        return zip -> {
            try {
                for (int i = 0; i < times; i++) {
                    zip.write(text.getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException inMemory) {
                throw new IllegalStateException(inMemory);
            }
        };
    }

    @Test
    void filesMadeToDoHarmAreRefused() {
        loading.file("b.xlsx", zip("xl/workbook.xml", text("<workbook><a " + "x".repeat(1 << 16), 1)));
        assertCode(failure(), FailureCode.FILE_MALFORMED);
        // One attribute that is very long.
        loading.file("b.xlsx", zip("xl/workbook.xml", zip -> {
            text("<workbook><sheet name='", 1).accept(zip);
            text("x".repeat(1 << 16), 1 << 10).accept(zip);
        }));
        assertCode(failure(), FailureCode.MEMORY_LIMIT);
        // Entities.
        loading.file(
                "b.xlsx",
                zip(
                        "xl/workbook.xml",
                        text(
                                "<!DOCTYPE w [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><workbook><sheet name='&e;'/>"
                                        + "</workbook>",
                                1)));
        assertCode(failure(), FailureCode.FILE_MALFORMED);
        loading.file("b.xlsx", "no zip");
        assertCode(failure(), FailureCode.FILE_MALFORMED);
        loading.file("b.xlsx", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0});
        assertCode(failure(), FailureCode.FILE_MALFORMED);
        assertThat(failure().message()).contains(".xlsx");
        loading.file("b.xlsx", bytes(book(new XSSFWorkbook(), "empty")));
        assertCode(failure(), FailureCode.FILE_EMPTY);
    }

    @Test
    void damagedFilesAreReadOrRefused() {
        byte[] whole = bytes(dates(new XSSFWorkbook()));
        Random random = new Random(5);
        for (int i = 0; i < 600; i++) {
            byte[] damaged = i % 3 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length - 1) + 1) : whole.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            loading.file("b.xlsx", damaged);
            var read = loading.tryLoad("{'type': 'excel', 'path': 'b.xlsx'}");
            if (read.isLeft()) {
                assertThat(left(read).code()).isIn("FILE_MALFORMED", "MEMORY_LIMIT", "FILE_EMPTY");
            }
        }
    }
}
