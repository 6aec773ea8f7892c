package io.framewright.app;

import io.framewright.serialize.Uuids;
import java.util.UUID;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads UUIDs from the command line, in their full form only. */
final class Uuid implements ITypeConverter<UUID> {
    @Override
    public UUID convert(String text) {
        return Uuids.read(text)
                .orElseThrow(() -> new TypeConversionException(
                        "'" + text + "' is no UUID; one has 36 characters, e.g. 0d5c1f6e-2b7a-4c3d-9e8f-1a2b3c4d5e6f"));
    }
}
