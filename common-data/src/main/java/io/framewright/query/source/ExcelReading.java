package io.framewright.query.source;

import io.framewright.event.FailureCode;
import io.framewright.frame.Frame;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;

/**
 * Reads a sheet of a workbook, which is a zip of XML files, as a stream: first what its sheets share, then its cells,
 * so that no more of it lies in memory than the frame and the texts (docs/adr/0008-excel-as-a-stream.md).
 */
final class ExcelReading {
    private static final int OLD_MAGIC = 0xD0CF11E0;

    private final ExcelSource source;
    private final DataFile file;
    private final LoadContext context;
    private final AtomicLong expanded = new AtomicLong();

    private ExcelReading(ExcelSource source, DataFile file, LoadContext context) {
        this.source = source;
        this.file = file;
        this.context = context;
    }

    static Frame read(ExcelSource source, DataFile file, LoadContext context) throws IOException {
        try {
            return new ExcelReading(source, file, context).read();
        } catch (Damaged damaged) {
            throw malformed(file, damaged.why());
        } catch (EOFException | ZipException damaged) {
            throw malformed(file, "it is cut off, or damaged");
        } catch (XMLStreamException notXml) {
            if (notXml.getNestedException() instanceof ZipException
                    || notXml.getNestedException() instanceof EOFException
                    || !(notXml.getNestedException() instanceof IOException failed)) {
                throw malformed(file, "its XML is damaged");
            }
            throw failed;
        } catch (IllegalArgumentException | IndexOutOfBoundsException | NoSuchElementException wrong) {
            // Names in the zip that are no text, and the like.
            throw malformed(file, "it is damaged");
        }
    }

    private static Refused malformed(DataFile file, String why) {
        return new Refused(
                FailureCode.FILE_MALFORMED,
                "The file '" + file.given() + "' is no workbook of the format .xlsx: " + why + ".");
    }

    private Frame read() throws IOException, XMLStreamException {
        refuseOldFormat();
        MemoryBudget budget = new MemoryBudget(context.limits().maxFrameBytes());
        // The JDK keeps the list of what is in the zip in memory, which is no longer than the file.
        budget.take(file.size());
        try (ZipFile zip = file.openZip()) {
            return read(zip, new ExcelBook(budget, context.limits().maxCellLength()));
        }
    }

    private Frame read(ZipFile zip, ExcelBook book) throws IOException, XMLStreamException {
        DataLimits limits = context.limits();
        for (String part : ExcelBook.PARTS) {
            read(zip, part, xml -> book.read(part, xml));
        }
        if (book.sheetNames().isEmpty()) {
            throw new Damaged("it has no sheets");
        }
        String wanted = source.sheet().orElse(book.sheetNames().get(0));
        if (!book.sheetNames().contains(wanted)) {
            throw noSuchSheet(wanted, book.sheetNames());
        }
        String cells = book.partOf(wanted);
        FrameBuilder builder = new FrameBuilder("Row", source.types(), MissingTexts.none(), limits);
        ExcelSheet sheet = new ExcelSheet(book, source.header(), builder, limits.maxCellLength());
        boolean again = true;
        while (again) {
            if (cells == null || !read(zip, cells, sheet::read)) {
                throw new Damaged("it has not the cells of sheet '" + wanted + "'");
            }
            if (builder.columnCount() == 0) {
                throw new Refused(
                        FailureCode.FILE_EMPTY,
                        "The sheet '" + wanted + "' of '" + file.given() + "' is empty: it has no cells.");
            }
            again = builder.finishPass();
        }
        builder.checkTypesAreUsed();
        return builder.build();
    }

    /** Takes the elements of a part. */
    @FunctionalInterface
    private interface Taking {
        void take(ExcelPart part) throws XMLStreamException;
    }

    /** Reads a part of the zip; false if there is none of that name. */
    private boolean read(ZipFile zip, String part, Taking taking) throws IOException, XMLStreamException {
        ZipEntry entry = zip.getEntry(part);
        if (entry == null) {
            return false;
        }
        try (InputStream in = new WatchedInputStream(zip.getInputStream(entry), context.monitor(), 0, 0)) {
            taking.take(new ExcelPart(in, expanded, context.limits()));
            return true;
        }
    }

    private void refuseOldFormat() throws IOException {
        try (SeekableByteChannel channel = file.openChannel()) {
            ByteBuffer magic = ByteBuffer.allocate(Integer.BYTES);
            while (magic.hasRemaining() && channel.read(magic) >= 0) {
                // Until there are four bytes, or no more.
            }
            if (!magic.hasRemaining() && magic.getInt(0) == OLD_MAGIC) {
                throw new Damaged("it is of the old format .xls, or has a password; save it as .xlsx without one");
            }
        }
    }

    private static Refused noSuchSheet(String wanted, List<String> sheets) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("field", "source.sheet");
        detail.put("sheets", sheets);
        return new Refused(
                FailureCode.INVALID_COMMAND,
                "There is no sheet '" + wanted + "' in the workbook; there are " + String.join(", ", sheets) + ".",
                detail);
    }
}
