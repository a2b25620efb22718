package polis.dependencymap.source.collector;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the two doors for OTLP have in common, for the API's document. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@RequestBody(required = true, description = "OpenTelemetry's ExportTraceServiceRequest, plain or gzip.", content = {
    @Content(mediaType = "application/json", schema = @Schema(type = "object")),
    @Content(mediaType = "application/x-protobuf", schema = @Schema(type = "string", format = "binary"))})
@ApiResponse(responseCode = "200", description = "The spans are durable; they will be counted once. The body is an empty ExportTraceServiceResponse.", content = @Content)
@ApiResponse(responseCode = "400", description = "Not an export request. Nothing of it was counted. The body is a google.rpc.Status in the request's encoding, as in all refusals.", content = @Content)
@ApiResponse(responseCode = "413", description = "Too large, packed or unpacked.", content = @Content)
@ApiResponse(responseCode = "415", description = "Neither JSON nor protobuf, or packed otherwise than by gzip.", content = @Content)
@ApiResponse(responseCode = "429", description = "No room now. Retry-After says when to try again.", content = @Content)
@ApiResponse(responseCode = "503", description = "The database is away. Retry-After says when to try again.", content = @Content)
@interface TakesOtlp {}
