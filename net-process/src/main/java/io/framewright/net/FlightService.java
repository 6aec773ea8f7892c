package io.framewright.net;

import io.framewright.client.Framewright;
import io.framewright.either.Either;
import io.framewright.either.Left;
import io.framewright.either.Right;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Frames;
import io.framewright.net.AskedRows.Rows;
import io.framewright.net.WorkerFrames.Elsewhere;
import io.framewright.net.WorkerFrames.Found;
import io.framewright.net.WorkerFrames.Here;
import io.framewright.serialize.Uuids;
import io.framewright.transport.WorkerRecord;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the calls of Flight that read; the others are told what to use instead. Thread-safe. */
final class FlightService {
    private static final Logger log = LoggerFactory.getLogger(FlightService.class);

    private final Parts parts;
    private final Executor executor;

    FlightService(Parts parts, Executor executor) {
        this.parts = parts;
        this.executor = executor;
    }

    /** What it is made of. */
    record Parts(
            Framewright platform,
            Host host,
            WorkerFrames frames,
            AskedRows asked,
            FlightInfos infos,
            FlightNodes nodes,
            FlightReaders readers,
            Metrics metrics) {}

    /** Answers from frames that are there. */
    @FunctionalInterface
    private interface Reading {
        void read(Frames frames);
    }

    ServerServiceDefinition definition() {
        ServerServiceDefinition.Builder service = ServerServiceDefinition.builder(FlightMethods.SERVICE)
                .addMethod(
                        FlightMethods.LIST_FLIGHTS,
                        ServerCalls.asyncServerStreamingCall(
                                (request, to) -> guarded(FlightAnswering.of(to), way -> list(request, way))))
                .addMethod(
                        FlightMethods.GET_FLIGHT_INFO,
                        ServerCalls.asyncUnaryCall(
                                (request, to) -> guarded(FlightAnswering.of(to), way -> info(request, way))))
                .addMethod(
                        FlightMethods.GET_SCHEMA,
                        ServerCalls.asyncUnaryCall(
                                (request, to) -> guarded(FlightAnswering.of(to), way -> schema(request, way))))
                .addMethod(
                        FlightMethods.DO_GET,
                        ServerCalls.asyncServerStreamingCall(
                                (request, to) -> guarded(FlightAnswering.of(to), way -> get(request, way))));
        notAnswered(service, "Handshake", MethodType.BIDI_STREAMING, "send the header authorization: Bearer TOKEN");
        notAnswered(service, "PollFlightInfo", MethodType.UNARY, "GetFlightInfo answers at once");
        notAnswered(service, "DoPut", MethodType.BIDI_STREAMING, "frames are changed by commands, and files by HTTP");
        notAnswered(service, "DoExchange", MethodType.BIDI_STREAMING, "ask by a cmd of GetFlightInfo, and DoGet");
        notAnswered(service, "DoAction", MethodType.SERVER_STREAMING, "frames are changed by commands");
        notAnswered(service, "ListActions", MethodType.SERVER_STREAMING, "there are none");
        return service.build();
    }

    private static void notAnswered(
            ServerServiceDefinition.Builder service, String name, MethodType type, String instead) {
        Status status = Status.UNIMPLEMENTED.withDescription(name + " is not answered here: " + instead + ".");
        ServerCallHandler<byte[], InputStream> refusing = (call, headers) -> {
            call.close(status, new Metadata());
            return new ServerCall.Listener<>() {};
        };
        service.addMethod(FlightMethods.other(name, type), refusing);
    }

    private static void guarded(FlightAnswering to, Consumer<FlightAnswering> work) {
        try {
            work.accept(to);
        } catch (RuntimeException bug) {
            log.error("a call of Flight failed", bug);
            to.fail(Failure.of(FailureCode.INTERNAL_ERROR, "The call failed by a bug; the log of the process has it."));
        }
    }

    private void info(byte[] request, FlightAnswering to) {
        FlightWire.descriptor(request)
                .flatMap(FlightQuestion::of)
                .peekLeft(to::fail)
                .peek(question -> read(
                        question,
                        FlightMethods.GET_FLIGHT_INFO,
                        request,
                        to,
                        frames -> answer(
                                parts.asked.ask(frames, question).map(rows -> {
                                    parts.asked.keep(question, rows);
                                    return parts.infos.of(request, question, rows);
                                }),
                                to)));
    }

    private void schema(byte[] request, FlightAnswering to) {
        FlightWire.descriptor(request)
                .flatMap(FlightQuestion::of)
                .peekLeft(to::fail)
                .peek(question -> read(
                        question,
                        FlightMethods.GET_SCHEMA,
                        request,
                        to,
                        frames -> answer(
                                parts.asked
                                        .ask(frames, question)
                                        .map(rows -> FlightWire.schemaResult(FlightInfos.schema(rows.frame()))),
                                to)));
    }

    private static void answer(Either<Failure, byte[]> answer, FlightAnswering to) {
        answer.peekLeft(to::fail).peek(message -> {
            to.send(new ByteArrayInputStream(message));
            to.end();
        });
    }

    private void get(byte[] request, FlightAnswering to) {
        FlightWire.ticket(request)
                .flatMap(FlightQuestion::ofJson)
                .peekLeft(to::fail)
                .peek(question -> read(
                        question,
                        FlightMethods.DO_GET,
                        request,
                        to,
                        frames -> parts.readers
                                .enter(to)
                                .flatMap(reader -> parts.asked
                                        .ask(frames, question)
                                        .map(rows -> new FlightRows(question, rows, reader, parts.metrics)))
                                .peekLeft(to::fail)
                                .peek(rows -> FlightSending.start(to, executor, rows))));
    }

    /** Finds the frames for those who may read them, here or in another process. */
    private void read(
            RowsQuestion question,
            MethodDescriptor<byte[], InputStream> method,
            byte[] request,
            FlightAnswering to,
            Reading reading) {
        Either<Failure, Found> found = to.call()
                .caller()
                .may(Access.READ, Optional.of(question.workerId()))
                .flatMap(caller ->
                        parts.frames.find(question.workerId(), to.call().after()));
        when(found, to, there -> {
            if (there instanceof Elsewhere elsewhere) {
                parts.nodes.forward(elsewhere, method, request, to);
            } else {
                reading.read(((Here) there).frames());
            }
        });
    }

    /** Goes on with what is found, at once or when it is known: never on a thread of those who tell us. */
    private <T> void when(Either<Failure, T> found, FlightAnswering to, Consumer<T> next) {
        if (found.isPending()) {
            var unused = found.toCompletionStage()
                    .whenCompleteAsync(
                            (outcome, broken) -> {
                                if (outcome == null) {
                                    log.error("a call of Flight waited for what never came", broken);
                                    to.fail(Failure.of(FailureCode.INTERNAL_ERROR, "The call failed by a bug."));
                                } else {
                                    guarded(to, way -> known(outcome, way, next));
                                }
                            },
                            executor);
        } else {
            known(found, to, next);
        }
    }

    private static <T> void known(Either<Failure, T> outcome, FlightAnswering to, Consumer<T> next) {
        if (outcome instanceof Right<Failure, T> right) {
            next.accept(right.value());
        } else if (outcome instanceof Left<Failure, T> left) {
            to.fail(left.failure());
        }
    }

    /** Criteria are the UUID of a worker, or nothing for all. */
    private void list(byte[] request, FlightAnswering to) {
        FlightWire.criteria(request)
                .map(expression -> new String(expression, StandardCharsets.UTF_8))
                .flatMap(text -> text.isBlank()
                        ? Either.<Failure, Optional<UUID>>right(Optional.empty())
                        : Uuids.read(text.strip())
                                .<Either<Failure, Optional<UUID>>>map(worker -> Either.right(Optional.of(worker)))
                                .orElseGet(() -> Either.left(Failure.of(
                                        FailureCode.INVALID_COMMAND,
                                        "Criteria must be the UUID of a worker, or nothing for all workers."))))
                .peekLeft(to::fail)
                .peek(worker -> worker.ifPresentOrElse(id -> listOne(id, request, to), () -> listAll(to)));
    }

    private void listOne(UUID worker, byte[] request, FlightAnswering to) {
        read(
                FlightQuestion.plain(worker, Optional.empty()),
                FlightMethods.LIST_FLIGHTS,
                request,
                to,
                frames -> FlightSending.start(to, executor, FlightSending.Messages.of(infos(worker, frames))));
    }

    private List<byte[]> infos(UUID worker, Frames frames) {
        List<byte[]> infos = new ArrayList<>();
        frames.byName().forEach((name, frame) -> {
            RowsQuestion question = FlightQuestion.plain(worker, Optional.of(name));
            infos.add(parts.infos.ofAny(question, new Rows(name, parts.asked.version(question, frame, frames), frame)));
        });
        return infos;
    }

    /** Looking wakes nobody: idle workers are left out, and so is a process that does not answer. */
    private void listAll(FlightAnswering to) {
        List<byte[]> all = new ArrayList<>();
        for (UUID worker : parts.host.workers()) {
            if (to.call().caller().may(Access.READ, Optional.of(worker)).isRight()) {
                parts.host
                        .find(worker)
                        .filter(HeldFrames::inMemory)
                        .ifPresent(held -> all.addAll(infos(worker, held.frames())));
            }
        }
        if (to.call().forwarded()) {
            FlightSending.start(to, executor, FlightSending.Messages.of(all));
            return;
        }
        when(parts.platform.workers(), to, records -> withOthers(records, all, to));
    }

    private void withOthers(List<WorkerRecord> records, List<byte[]> own, FlightAnswering to) {
        List<CompletableFuture<List<byte[]>>> others = records.stream()
                .map(WorkerRecord::managerId)
                .distinct()
                .filter(manager -> !manager.equals(parts.host.managerId()))
                .map(manager -> parts.nodes.list(manager, to.call()).exceptionally(away -> {
                    log.warn("the process {} lists nothing by Flight: {}", manager, away.getMessage());
                    return List.of();
                }))
                .toList();
        var unused = CompletableFuture.allOf(others.toArray(CompletableFuture[]::new))
                .thenRunAsync(
                        () -> guarded(to, way -> {
                            List<byte[]> all = new ArrayList<>(own);
                            others.forEach(other -> all.addAll(other.join()));
                            FlightSending.start(way, executor, FlightSending.Messages.of(all));
                        }),
                        executor);
    }
}
